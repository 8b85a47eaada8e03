//! The consignment form: section by section as on paper, with live findings beside it.

mod act;
mod beside;
mod conditions;
mod doc;
mod fields;
mod ghost;
mod meant;
mod merging;
mod named;
mod open;
mod origin;
mod panel;
mod repeat;
mod reply;
mod rows;
mod send;
mod settle;
mod settling;
mod several;
mod state;
mod taking;
mod typing;
mod values;
mod view;
mod written;

pub use crate::search::times::time;
pub use act::{act, go_to_section, open_new};
pub use doc::Document;
pub use fields::{FIELDS, Field, Kind, Section};
pub use ghost::Ghost;
pub use merging::{draft_content, follow, go_on_with, merge_with, say_changed, tell_clashes};
pub use named::{basis, is_name, person, writer};
pub use open::{findings_here, go_to_first_open};
pub use origin::{Around, Origin, Source};
pub use panel::Panel;
pub use repeat::{facts_came, overlay, repeat};
pub use reply::{Beside, confirmed, reply};
pub use rows::Row;
pub use send::{Said, answer_in_form, apply_fix, confirm_completed, send_amendment, stored};
pub use settle::{check, draft_now, keep_typed, settle, unsay_kept};
pub use state::Form;
pub use taking::{take_value, word_value};
pub use typing::text;
pub use view::{given, view};
pub use written::write as written;

use serde_json::{Value, json};

use crate::domain::{JobView, Sailing, Stage};
use crate::tui::model::{Desk, Model, Screen};

/// What surrounds the form, from the desk alone.
pub fn around(desk: &Desk) -> Around<'_> {
    Around {
        reference: &desk.reference,
        now: desk.now,
        zone: desk.zone,
    }
}

/// What a sailing fills in: itself, its carrier and its ports.
pub fn values_of(sailing: &Sailing) -> Vec<(String, Value)> {
    let mut values = vec![
        (
            "/sailing".to_owned(),
            json!({
                "id": sailing.id.as_str(),
                "vessel": sailing.vessel,
                "voyage": sailing.voyage.to_string(),
                "etd": sailing.etd.to_string(),
            }),
        ),
        ("/carrier".to_owned(), json!(sailing.carrier.as_str())),
        ("/pol".to_owned(), json!(sailing.pol.as_str())),
        ("/pod".to_owned(), json!(sailing.pod.as_str())),
    ];
    if let Some(terminal) = &sailing.pod_terminal {
        values.push(("/pod_terminal".to_owned(), json!(terminal)));
    }
    if let Some(via) = &sailing.via {
        values.push(("/via".to_owned(), json!(via.as_str())));
    }
    values
}

/// What choosing a sailing fills into a form: besides what is the sailing's, a place of delivery that
/// was the port it left for before is open again.
pub fn values_for(form: &Form, sailing: &Sailing) -> Vec<(String, Value)> {
    let mut values = values_of(sailing);
    let (pod, delivery) = (form.document.at("/pod"), form.document.at("/delivery"));
    let is_other = pod.as_str().is_some_and(|pod| pod != sailing.pod.as_str());
    if is_other && delivery == pod {
        values.push(("/delivery".to_owned(), Value::Null));
    }
    values
}

/// Opens a job in the form, the caret on the first thing to decide.
pub fn open_job(model: &mut Model, view: JobView) {
    let consignment = view.job.consignment.clone();
    let findings = view.findings.clone();
    let anew = view.stage == Stage::Draft || view.stage == Stage::Ready;
    let mut form = Form::new(Origin::Job(Box::new(view)), consignment, model.around());
    form.panel.take(&findings);
    form.panel.settle(|_| true);
    form.findings = findings;
    form.lay_out(model.around());
    if anew {
        open::go_to_first_open(&mut form);
    }
    form.load_line();
    model.form = Some(Box::new(form));
    model.go(Screen::Form);
}
