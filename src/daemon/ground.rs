//! What a decision stands on: the records of a view, the tables, the clock; and what follows from
//! them about a job: its sailing, its findings, its stage.

use chrono::{FixedOffset, NaiveDate};

use super::failures::{disagreeing, unknown_sailing};
use super::lanes::Lanes;
use super::likeness::Likeness;
use super::records;
use crate::domain::consignment::{ChosenSailing, SailingChoice};
use crate::domain::{
    Consignment, CutOffs, Finding, Job, JobNo, KnownValue, Moment, PortCode, Sailing, SailingId,
    Stage,
};
use crate::protocol::{CheckStage, Failure};
use crate::reference::Reference;
use crate::rules;
use crate::store::View;

/// See the module.
pub struct Ground<'a> {
    /// The records: the view, or the pending overlay over it.
    pub view: &'a dyn View,
    /// The tables.
    pub reference: &'a Reference,
    /// The schedule by vessel and lane.
    pub lanes: &'a Lanes,
    /// Open jobs by what makes them look alike.
    pub likeness: &'a Likeness,
    /// Now.
    pub now: Moment,
}

/// What the rules said about a job, and what it stands on.
pub struct Judged {
    /// The sailing that it is on.
    pub sailing: Option<Sailing>,
    /// Its cut-offs, with the carrier's extensions.
    pub cut_offs: CutOffs,
    /// Whether that has left.
    pub sailed: bool,
    /// Every finding.
    pub findings: Vec<Finding>,
    /// How far the job is.
    pub stage: Stage,
}

impl Ground<'_> {
    /// The offset of a port on a day; UTC for one that the table does not have.
    pub fn offset(&self, port: &PortCode, day: NaiveDate) -> FixedOffset {
        self.reference.port(port.as_str()).map_or_else(
            || chrono::Offset::fix(&chrono::Utc),
            |port| port.offset_on(day),
        )
    }

    /// Whether a sailing has left.
    pub fn has_sailed(&self, sailing: &Sailing) -> bool {
        sailing.sails_at(self.offset(&sailing.pol, sailing.etd)) <= self.now
    }

    /// The sailing that a job is on: the booked one, else the one chosen.
    pub fn sailing_of(&self, job: &Job) -> Result<Option<Sailing>, Failure> {
        let choice = match &job.booking {
            Some(booking) => Some(&booking.sailing),
            None => job.consignment.sailing.as_ref(),
        };
        match choice {
            Some(SailingChoice::Chosen(chosen)) => self.resolve(chosen, &job.consignment),
            Some(SailingChoice::Temp) | None => Ok(None),
        }
    }

    /// The schedule's sailing that a form means: by id; else by vessel and voyage, case and blanks
    /// apart, and by the form's carrier and ports where several are called so. None, too, where the
    /// form goes with several alike.
    pub fn resolve(
        &self,
        chosen: &ChosenSailing,
        form: &Consignment,
    ) -> Result<Option<Sailing>, Failure> {
        if let Some(id) = &chosen.id {
            return records::sailing(self.view, id);
        }
        Ok(rules::meant(form, self.reference, &self.called(chosen)?).cloned())
    }

    /// The schedule's sailings of a vessel and voyage.
    fn called(&self, chosen: &ChosenSailing) -> Result<Vec<Sailing>, Failure> {
        let mut called = Vec::new();
        if let (Some(vessel), Some(voyage)) = (chosen.vessel.as_deref(), chosen.voyage.known()) {
            for id in self.lanes.called(vessel, voyage) {
                called.extend(records::sailing(self.view, id)?);
            }
        }
        Ok(called)
    }

    /// Sailings that look like one that the schedule does not have: of each vessel and voyage the
    /// one that runs between the form's ports, where there is one.
    pub fn look_alikes(&self, form: &Consignment) -> Result<Vec<Sailing>, Failure> {
        let Some(chosen) = form.chosen_sailing() else {
            return Ok(Vec::new());
        };
        let Some(vessel) = chosen.vessel.as_deref() else {
            return Ok(Vec::new());
        };
        let mut found: Vec<Sailing> = Vec::new();
        for ids in self.lanes.look_alikes(vessel, chosen.voyage.known(), 3) {
            let mut best: Option<(usize, Sailing)> = None;
            for id in &ids {
                let Some(sailing) = records::sailing(self.view, id)? else {
                    continue;
                };
                let agreeing = rules::agreeing(form, &sailing, self.reference);
                if best.as_ref().is_none_or(|(most, _)| agreeing > *most) {
                    best = Some((agreeing, sailing));
                }
            }
            found.extend(best.map(|(_, sailing)| sailing));
        }
        Ok(found)
    }

    /// The findings of a consignment that is no job.
    pub fn check(
        &self,
        consignment: &Consignment,
        stage: CheckStage,
    ) -> Result<Vec<Finding>, Failure> {
        let (sailings, look_alikes) = self.named(consignment)?;
        let duplicates = self.likeness.like(consignment, None);
        let facts = rules::Facts {
            now: self.now,
            stage,
            reference: self.reference,
            sailings: &sailings,
            look_alikes: &look_alikes,
            booked_sailing: None,
            answers: &[],
            job: None,
            duplicates: &duplicates,
        };
        Ok(rules::check(consignment, &facts))
    }

    /// The schedule's sailings that a form's vessel and voyage, or its id, name; and the nearest
    /// ones when there are none. Where the id's does not go where the form does, the same ship's
    /// other rows are there as well.
    pub fn named(&self, form: &Consignment) -> Result<(Vec<Sailing>, Vec<Sailing>), Failure> {
        let Some(chosen) = form.chosen_sailing() else {
            return Ok((Vec::new(), Vec::new()));
        };
        let mut sailings: Vec<Sailing> = Vec::new();
        if let Some(id) = &chosen.id {
            sailings.extend(records::sailing(self.view, id)?);
        }
        if let Some(own) = sailings.first().cloned()
            && rules::agreeing(form, &own, self.reference) < 3
        {
            for id in self.lanes.called(&own.vessel, &own.voyage) {
                if *id != own.id {
                    sailings.extend(records::sailing(self.view, id)?);
                }
            }
        }
        if sailings.is_empty() {
            sailings = self.called(chosen)?;
        }
        // Signs in a name do not hide what it looks like, and make it another name all the same.
        let is_named = sailings.iter().any(|sailing| rules::names(chosen, sailing));
        let look_alikes = if is_named {
            Vec::new()
        } else {
            self.look_alikes(form)?
        };
        Ok((sailings, look_alikes))
    }

    /// A job's sailing, findings and stage; as if at another stage, where one is given.
    pub fn judge(&self, job: &Job, as_if: Option<CheckStage>) -> Result<Judged, Failure> {
        let sailing = self.sailing_of(job)?;
        self.judge_on(job, sailing, as_if)
    }

    /// The same, on a sailing that the caller gives.
    pub fn judge_on(
        &self,
        job: &Job,
        sailing: Option<Sailing>,
        as_if: Option<CheckStage>,
    ) -> Result<Judged, Failure> {
        let (sailings, look_alikes) = self.named(&job.consignment)?;
        let booked = job.booking.as_ref().and(sailing.as_ref());
        let duplicates = if job.is_over() {
            Vec::new()
        } else {
            self.likeness.like(&job.consignment, Some(&job.job_no))
        };
        let facts = rules::Facts {
            now: self.now,
            stage: as_if.unwrap_or_else(|| CheckStage::of(job)),
            reference: self.reference,
            sailings: &sailings,
            look_alikes: &look_alikes,
            booked_sailing: booked,
            answers: &job.answers,
            job: Some(job),
            duplicates: &duplicates,
        };
        let findings = rules::check(&job.consignment, &facts);
        let sailed = sailing
            .as_ref()
            .is_some_and(|sailing| self.has_sailed(sailing));
        Ok(Judged {
            stage: job.stage(&findings, sailed),
            cut_offs: sailing
                .as_ref()
                .map_or_else(CutOffs::default, |sailing| rules::cut_offs(job, sailing)),
            sailing,
            sailed,
            findings,
        })
    }

    /// Until when the state after sailing must be set: the second working day after it left.
    pub fn status_due(&self, judged: &Judged, job: &Job) -> Option<NaiveDate> {
        let sailing = judged
            .sailing
            .as_ref()
            .filter(|_| judged.sailed && !job.is_over())?;
        self.reference.calendar.plus(left_on(sailing), 2)
    }

    /// Whether a job can be rolled from one sailing to another: the carrier's own service between
    /// its ports, or harbours of them.
    pub fn takes_over(&self, from: &Sailing, to: &Sailing, form: &Consignment) -> bool {
        let one_call = |left, right| self.reference.is_one_call(left, right);
        from.same_service(to)
            && one_call(&from.pol, &to.pol)
            && one_call(&from.pod, &to.pod)
            && (rules::goes_with(form, self.reference, to)
                || !rules::goes_with(form, self.reference, from))
    }

    /// The sailing of the same service that follows and still takes a job's cargo.
    pub fn next_sailing(
        &self,
        sailing: &Sailing,
        form: &Consignment,
    ) -> Result<Option<Sailing>, Failure> {
        let one_call = |left: &PortCode, right: &PortCode| self.reference.is_one_call(left, right);
        for id in self.lanes.after(sailing, one_call) {
            let Some(candidate) = records::sailing(self.view, id)? else {
                continue;
            };
            let still_open = candidate
                .cut_offs
                .cy
                .is_none_or(|cut_off| cut_off.passes_at() > self.now)
                && !self.has_sailed(&candidate);
            if !still_open {
                continue;
            }
            if self.takes_over(sailing, &candidate, form) {
                return Ok(Some(candidate));
            }
        }
        Ok(None)
    }

    /// A sailing as a consignment names it.
    pub fn chosen(sailing: &Sailing) -> ChosenSailing {
        ChosenSailing {
            id: Some(sailing.id.clone()),
            vessel: Some(sailing.vessel.clone()),
            voyage: Some(crate::domain::Given::Known(sailing.voyage.clone())),
            voyage_typed: None,
            etd: Some(sailing.etd),
        }
    }

    /// Settles the sailing of a form against the schedule, so that what is stored is the
    /// schedule's, or TEMP.
    ///
    /// # Errors
    /// The schedule does not have it; the nearest are offered.
    pub fn settle_sailing(&self, consignment: &mut Consignment) -> Result<(), Failure> {
        let Some(SailingChoice::Chosen(chosen)) = &consignment.sailing else {
            return Ok(());
        };
        let Some(sailing) = self.resolve(chosen, consignment)? else {
            if let Some(ship) = self.undecided(chosen)? {
                consignment.sailing = Some(SailingChoice::Chosen(ship));
                return Ok(());
            }
            let named = chosen
                .id
                .as_ref()
                .map_or_else(|| chosen.ship(), ToString::to_string);
            return Err(unknown_sailing(
                named.trim(),
                &self.look_alikes(consignment)?,
            ));
        };
        if !rules::names(chosen, &sailing) {
            return Err(disagreeing(&sailing, chosen));
        }
        consignment.sailing = Some(SailingChoice::Chosen(Self::chosen(&sailing)));
        Ok(())
    }

    /// A ship that the schedule has, and which of its sailings the form does not say: the schedule's
    /// names, and the day where they all leave on one.
    fn undecided(&self, chosen: &ChosenSailing) -> Result<Option<ChosenSailing>, Failure> {
        let called = self.called(chosen)?;
        let first = called.iter().find(|sailing| rules::names(chosen, sailing));
        Ok(first.filter(|_| chosen.id.is_none()).map(|first| {
            let one_day = called.iter().all(|sailing| sailing.etd == first.etd);
            ChosenSailing {
                id: None,
                etd: Some(first.etd).filter(|_| one_day),
                ..Self::chosen(first)
            }
        }))
    }

    /// Lets the sailing follow a form that goes elsewhere now, or with another carrier, where the same
    /// ship on the same voyage does.
    pub fn follow(&self, consignment: &mut Consignment) -> Result<(), Failure> {
        let Some(SailingChoice::Chosen(chosen)) = &consignment.sailing else {
            return Ok(());
        };
        let goes_with = |sailing: &Sailing| rules::goes_with(consignment, self.reference, sailing);
        let own = match &chosen.id {
            Some(id) => records::sailing(self.view, id)?,
            None => None,
        };
        if own.as_ref().is_some_and(goes_with) {
            return Ok(());
        }
        let called = self.called(chosen)?;
        let other =
            rules::meant(consignment, self.reference, &called).filter(|other| goes_with(other));
        if let Some(other) = other {
            consignment.sailing = Some(SailingChoice::Chosen(Self::chosen(other)));
        }
        Ok(())
    }

    /// A sailing by id, or the failure that there is none.
    pub fn sailing(&self, id: &SailingId) -> Result<Sailing, Failure> {
        records::sailing(self.view, id)?.ok_or_else(|| unknown_sailing(id.as_str(), &[]))
    }

    /// A job by number.
    pub fn job(&self, job_no: &JobNo) -> Result<Job, Failure> {
        records::job(self.view, job_no)
    }
}

/// The day that a sailing left, or is to leave.
pub fn left_on(sailing: &Sailing) -> NaiveDate {
    sailing.atd.map_or(sailing.etd, |atd| atd.date_naive())
}
