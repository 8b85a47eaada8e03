/*
 * Paints frames with ncurses and prints what each cost: "BYTES name" a line.
 *
 *     repaint < frames        TERM decides the terminal, as for any curses program
 *
 * Frames, one after the other on standard input:
 *
 *     frame WIDTH HEIGHT CURSOR_X CURSOR_Y name     (cursor -1 -1: hidden)
 *     run X Y FG BG ATTRIBUTES LENGTH               (colours -1 to 255; 1 bold, 2 dim, 4 italic,
 *     TEXT                                           8 underlined, 16 reversed; LENGTH in bytes)
 *     end
 *
 * curses writes to a pseudo-terminal of its own in raw mode, so that it counts on the same line
 * discipline as we do; everything it does to save bytes is switched on.
 */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <pthread.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static int master, slave, reports[2];

/* Counts what arrives; a NUL ends a frame. */
static void *count(void *unused)
{
    long bytes = 0;
    char buffer[4096];
    ssize_t n;
    while ((n = read(master, buffer, sizeof buffer)) > 0)
        for (ssize_t i = 0; i < n; i++)
            if (buffer[i] == 0) {
                if (write(reports[1], &bytes, sizeof bytes) != sizeof bytes) return unused;
                bytes = 0;
            } else {
                bytes++;
            }
    return unused;
}

static long frame_bytes(void)
{
    long bytes = -1;
    if (write(slave, "", 1) != 1 || read(reports[0], &bytes, sizeof bytes) != sizeof bytes)
        exit(1);
    return bytes;
}

static int pair_of(int fg, int bg)
{
    static int pairs[512][2], known;
    if (fg < 0 && bg < 0) return 0;
    for (int i = 0; i < known; i++)
        if (pairs[i][0] == fg && pairs[i][1] == bg) return i + 1;
    if (known == 255) return 0;
    pairs[known][0] = fg, pairs[known][1] = bg;
    init_pair(++known, fg, bg);
    return known;
}

int main(void)
{
    char line[256], name[200], text[4096];
    int width, height, x, y, started = 0;
    struct winsize size = {0};
    pthread_t reader;

    setlocale(LC_ALL, "C.UTF-8");
    if (openpty(&master, &slave, NULL, NULL, NULL) || pipe(reports)) return 1;
    struct termios modes;
    tcgetattr(slave, &modes);
    cfmakeraw(&modes);
    tcsetattr(slave, TCSANOW, &modes);
    pthread_create(&reader, NULL, count, NULL);

    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "frame %d %d %d %d %199[^\n]", &width, &height, &x, &y, name) != 5)
            return 2;
        if (!started) {
            size.ws_col = width, size.ws_row = height;
            ioctl(slave, TIOCSWINSZ, &size);
            FILE *file = fdopen(slave, "r+");
            if (!newterm(NULL, file, file)) return 3;
            raw(), noecho(), nonl(), start_color(), use_default_colors();
            idlok(stdscr, TRUE), idcok(stdscr, TRUE);
            started = 1;
        }
        erase();
        while (fgets(line, sizeof line, stdin) && strncmp(line, "end", 3)) {
            int at_x, at_y, fg, bg, bits, length;
            if (sscanf(line, "run %d %d %d %d %d %d", &at_x, &at_y, &fg, &bg, &bits, &length) != 6
                || length >= (int)sizeof text
                || fread(text, 1, length, stdin) != (size_t)length || getchar() != '\n')
                return 4;
            text[length] = 0;
            attr_t attributes = (bits & 1 ? A_BOLD : 0) | (bits & 2 ? A_DIM : 0)
                | (bits & 4 ? A_ITALIC : 0) | (bits & 8 ? A_UNDERLINE : 0)
                | (bits & 16 ? A_REVERSE : 0);
            attr_set(attributes, (short)pair_of(fg, bg), NULL);
            mvaddstr(at_y, at_x, text);
        }
        attr_set(0, 0, NULL);
        curs_set(x >= 0);
        if (x >= 0) move(y, x);
        refresh();
        printf("%ld %s\n", frame_bytes(), name);
    }
    return 0;
}
