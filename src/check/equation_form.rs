//! What of the equations is the same for every company: which figures stand in which identity, and on which basis.
//!
//! In:  checks. Out: [`EquationForms`], made once a run. Not here: the equations of a company, at their periods (`system`).

use rustc_hash::FxHashMap;

use super::binding::{basis_key, counted_from, is_plain};
use super::formula::{Expression, Reference, Relation, ScopeOf, Time};
use super::identity::{Identity, Wanted};
use super::index::{Measure, Series};
use super::rows::Checks;
use crate::fact::{Basis, Period};
use crate::transcript::{FiscalPeriod, Part};

/// A metric with what its values say of it.
pub(super) type Figure<'f> = (&'f str, Series, Measure);

/// An identity whose `it` is one metric.
#[derive(Debug)]
pub(super) struct EquationForm<'f> {
    pub(super) identity: &'f Identity,
    pub(super) terms: Vec<Term<'f>>,
}

/// A figure of an identity.
#[derive(Debug)]
pub(super) struct Term<'f> {
    pub(super) reference: &'f Reference,
    pub(super) of: Figure<'f>,
    /// The same as a place.
    pub(super) figure: usize,
    pub(super) basis: On,
}

/// On which basis a term is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum On {
    /// The one that the formula names.
    Named(Basis),
    /// None for a metric of which GAAP and nothing are one, else that of the others.
    Plain,
    /// That of the others.
    Same,
}

/// A place of a figure in a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    pub(super) form: usize,
    time: Time,
    basis: On,
    /// The quarter that `t` must be.
    quarter: Option<Part>,
    /// Is the form about parts of a year, one of which may stand for another: the first half for the year to date?
    of_parts: bool,
}

const BASES: [Basis; 6] = [
    Basis::Unspecified,
    Basis::Gaap,
    Basis::NonGaap,
    Basis::Organic,
    Basis::Reported,
    Basis::ConstantCurrency,
];

/// All forms, and where each figure stands in them.
#[derive(Debug, Default)]
pub(super) struct EquationForms<'f> {
    forms: Vec<EquationForm<'f>>,
    figures: FxHashMap<Figure<'f>, usize>,
    /// By figure.
    roles: Vec<Vec<Role>>,
    /// By the figure, the roles that [matter out of reach](Role::matters_out_of_reach) on some bases, and these bases.
    out_of_reach: Vec<(Vec<Role>, Vec<Basis>)>,
    /// By identity, `it` and the measure of the level from which the form was made.
    places: FxHashMap<(&'f str, &'f str, Measure), usize>,
}

impl On {
    fn of(wanted: &Wanted<'_>, metric: &str) -> Self {
        match wanted.basis {
            Some(basis) => Self::Named(basis_key(metric, basis)),
            None if is_plain(metric) => Self::Plain,
            None => Self::Same,
        }
    }

    /// The basis of the term where the others are on this one.
    pub(super) fn beside(self, basis: Basis) -> Basis {
        match self {
            Self::Named(named) => named,
            Self::Plain if matches!(basis, Basis::Gaap | Basis::NonGaap) => Basis::Unspecified,
            Self::Plain | Self::Same => basis,
        }
    }
}

impl Role {
    /// The `t` from which a figure of this period and basis stands here.
    pub(super) fn seen_from(&self, period: Period, basis: Basis) -> Option<FiscalPeriod> {
        if matches!(self.basis, On::Named(wanted) if wanted != basis) {
            return None;
        }
        let fits = |t: &FiscalPeriod| self.quarter.is_none_or(|quarter| quarter == t.part);
        counted_from(self.time, period).filter(fits)
    }

    /// The bases of the others beside which a figure on this basis stands.
    pub(super) fn beside(&self, basis: Basis) -> impl Iterator<Item = Basis> {
        BASES.into_iter().filter(move |other| self.basis.beside(*other) == basis)
    }

    /// Can the equation to which a figure that is out of reach leads matter: it need not be of that figure, or tells which figures there are
    /// where one may stand for another?
    pub(super) fn matters_out_of_reach(&self, basis: Basis) -> bool {
        self.of_parts || self.basis.beside(basis) != basis
    }
}

impl<'f> EquationForms<'f> {
    /// Every identity that is an equation, for every metric that its `it` may be.
    pub(super) fn new(checks: &'f Checks) -> Self {
        let mut forms = Self::default();
        for identity in checks.identities.iter().filter(|identity| is_equation(identity)) {
            for reference in identity.formula.references() {
                let it = reference.metric == "it";
                let named = std::slice::from_ref(&reference.metric);
                for metric in if it { &identity.metrics[..] } else { named } {
                    let natural = [checks.lists.level_measure(metric)];
                    let measures = if it && !identity.measures.is_empty() {
                        &identity.measures[..]
                    } else {
                        &natural
                    };
                    for level in measures {
                        forms.add(checks, identity, reference, metric, *level);
                    }
                }
            }
        }
        let out_of_reach = forms.roles.iter().map(|roles| {
            let matters = |role: &Role| BASES.iter().any(|basis| role.matters_out_of_reach(*basis));
            let leads = |basis: &Basis| roles.iter().any(|role| role.matters_out_of_reach(*basis));
            let roles = roles.iter().copied().filter(matters).collect();
            (roles, BASES.into_iter().filter(leads).collect())
        });
        forms.out_of_reach = out_of_reach.collect();
        forms
    }

    /// How many figures stand in the forms; places behind are of others.
    pub(super) fn figures(&self) -> usize {
        self.roles.len()
    }

    pub(super) fn figure(&self, figure: &Figure<'_>) -> Option<usize> {
        self.figures.get(figure).copied()
    }

    pub(super) fn form(&self, place: usize) -> Option<&EquationForm<'f>> {
        self.forms.get(place)
    }

    /// Where a figure stands.
    pub(super) fn roles(&self, figure: usize) -> &[Role] {
        self.roles.get(figure).map_or(&[], Vec::as_slice)
    }

    /// The same without those that never [matter out of reach](Role::matters_out_of_reach).
    pub(super) fn roles_out_of_reach(&self, figure: usize) -> &[Role] {
        self.out_of_reach.get(figure).map_or(&[], |(roles, _)| roles)
    }

    /// On which bases a figure that is out of reach leads to an equation that can matter.
    pub(super) fn lead_on(&self, figure: usize) -> &[Basis] {
        self.out_of_reach.get(figure).map_or(&[], |(_, bases)| bases)
    }

    fn add(
        &mut self,
        checks: &'f Checks,
        identity: &'f Identity,
        reference: &'f Reference,
        metric: &'f str,
        level: Measure,
    ) {
        let it = if reference.metric == "it" { metric } else { "" };
        let form = match self.places.get(&(&identity.id, it, level)) {
            Some(form) => *form,
            None => self.form_of(checks, identity, it, level),
        };
        let wanted = Wanted::new(reference, level);
        let figure = self.place_of((metric, wanted.series, wanted.measure));
        if let Some(roles) = self.roles.get_mut(figure) {
            let references = identity.formula.references();
            let is_part = |one: &&Reference| !matches!(one.time, Time::QuartersBefore(_));
            roles.push(Role {
                form,
                time: reference.time,
                basis: On::of(&wanted, metric),
                quarter: identity.quarter,
                of_parts: references.len() == 1 || references.iter().any(is_part),
            });
        }
    }

    fn form_of(
        &mut self,
        checks: &'f Checks,
        identity: &'f Identity,
        it: &'f str,
        level: Measure,
    ) -> usize {
        let mut terms: Vec<Term<'f>> = Vec::new();
        for reference in identity.formula.references() {
            if terms.iter().any(|other| other.reference == reference) {
                continue;
            }
            let is_it = reference.metric == "it";
            let metric = if is_it { it } else { reference.metric.as_str() };
            let level = if is_it { level } else { checks.lists.level_measure(metric) };
            let wanted = Wanted::new(reference, level);
            let basis = On::of(&wanted, metric);
            let of = (metric, wanted.series, wanted.measure);
            terms.push(Term { reference, of, figure: self.place_of(of), basis });
        }
        let place = self.forms.len();
        self.forms.push(EquationForm { identity, terms });
        self.places.insert((&identity.id, it, level), place);
        place
    }

    fn place_of(&mut self, figure: Figure<'f>) -> usize {
        let behind = self.roles.len();
        let place = *self.figures.entry(figure).or_insert(behind);
        if place == behind {
            self.roles.push(Vec::new());
        }
        place
    }
}

fn is_equation(identity: &Identity) -> bool {
    let sums = |expression: &Expression| {
        identity.formula.references().iter().any(|reference| expression.sums(reference))
    };
    identity.formula.relation == Relation::Equal
        && !identity.soft
        && !identity.together
        && identity.formula.references().iter().all(|reference| reference.scope == ScopeOf::Same)
        && !sums(&identity.formula.left)
        && !sums(&identity.formula.right)
}
