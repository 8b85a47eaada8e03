//! Reference tables: ports, sub-ports, carriers, equipment, words, agents, working days.
