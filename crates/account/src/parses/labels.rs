//! The language model's labels as types.

use crate::model::{Dep, NameKind, Pos};

/// A universal part of speech.
pub(super) fn pos(label: &str) -> Pos {
    match label {
        "ADJ" => Pos::Adj,
        "ADP" => Pos::Adp,
        "ADV" => Pos::Adv,
        "AUX" => Pos::Aux,
        "CCONJ" => Pos::Cconj,
        "DET" => Pos::Det,
        "INTJ" => Pos::Intj,
        "NOUN" => Pos::Noun,
        "NUM" => Pos::Num,
        "PART" => Pos::Part,
        "PRON" => Pos::Pron,
        "PROPN" => Pos::Propn,
        "PUNCT" => Pos::Punct,
        "SCONJ" => Pos::Sconj,
        "SYM" => Pos::Sym,
        "VERB" => Pos::Verb,
        _ => Pos::X,
    }
}

/// A dependency relation.
pub(super) fn dep(label: &str) -> Dep {
    match label {
        "acl" => Dep::Acl,
        "acomp" => Dep::Acomp,
        "advcl" => Dep::Advcl,
        "advmod" => Dep::Advmod,
        "agent" => Dep::Agent,
        "amod" => Dep::Amod,
        "appos" => Dep::Appos,
        "attr" => Dep::Attr,
        "aux" => Dep::Aux,
        "auxpass" => Dep::Auxpass,
        "case" => Dep::Case,
        "cc" => Dep::Cc,
        "ccomp" => Dep::Ccomp,
        "compound" => Dep::Compound,
        "conj" => Dep::Conj,
        "csubj" => Dep::Csubj,
        "csubjpass" => Dep::Csubjpass,
        "dative" => Dep::Dative,
        "dep" => Dep::Dep,
        "det" => Dep::Det,
        "dobj" => Dep::Dobj,
        "expl" => Dep::Expl,
        "intj" => Dep::Intj,
        "mark" => Dep::Mark,
        "meta" => Dep::Meta,
        "neg" => Dep::Neg,
        "nmod" => Dep::Nmod,
        "npadvmod" => Dep::Npadvmod,
        "nsubj" => Dep::Nsubj,
        "nsubjpass" => Dep::Nsubjpass,
        "nummod" => Dep::Nummod,
        "oprd" => Dep::Oprd,
        "parataxis" => Dep::Parataxis,
        "pcomp" => Dep::Pcomp,
        "pobj" => Dep::Pobj,
        "poss" => Dep::Poss,
        "preconj" => Dep::Preconj,
        "predet" => Dep::Predet,
        "prep" => Dep::Prep,
        "prt" => Dep::Prt,
        "punct" => Dep::Punct,
        "quantmod" => Dep::Quantmod,
        "relcl" => Dep::Relcl,
        "ROOT" => Dep::Root,
        "xcomp" => Dep::Xcomp,
        _ => Dep::Other,
    }
}

/// A type of name.
pub(super) fn name(label: &str) -> NameKind {
    match label {
        "PERSON" => NameKind::Person,
        "NORP" => NameKind::Norp,
        "ORG" => NameKind::Org,
        "GPE" => NameKind::Gpe,
        "LOC" => NameKind::Loc,
        "FAC" => NameKind::Fac,
        "EVENT" => NameKind::Event,
        "LAW" => NameKind::Law,
        "PRODUCT" => NameKind::Product,
        "WORK_OF_ART" => NameKind::Work,
        "DATE" => NameKind::Date,
        "TIME" => NameKind::Time,
        "MONEY" => NameKind::Money,
        "CARDINAL" => NameKind::Cardinal,
        _ => NameKind::Other,
    }
}
