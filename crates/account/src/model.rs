//! Every type that crosses a stage boundary, in the order in which the flow makes them.
//!
//! Public fields, a line of documentation each, no logic: who reads this file
//! knows the system. Spans are bytes of the article's `text`; dates are civil
//! dates (days of the calendar) and instants are UTC.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

pub use crate::claim::Claim;
pub use crate::span::Span;

// ---------------------------------------------------------------- identities

/// Names one article of a run: its file's path as given, or the id that came with it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub Arc<str>);

/// Position of a token in its article's [`Parse::tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(pub u32);

/// Position of a sentence in its article's [`Parse::sentences`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(pub u32);

/// Position of an entity in its reading's [`Mentions::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// Position of an event in its reading's `events`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);

/// Position of an origin in its account's `origins`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OriginId(pub u32);

/// Position of an actor in its account's `actors`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<&str> for ArticleId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

// -------------------------------------------------------------------- inputs

/// The bytes of one page as some input held them.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's path as given, or the id that came with the bytes.
    pub id: ArticleId,
    /// How to read the bytes.
    pub media: Media,
    /// The bytes, in whatever charset.
    pub bytes: Vec<u8>,
    /// Charset named outside the bytes (an HTTP header), if any.
    pub charset: Option<String>,
    /// Address the page was fetched from.
    pub url: Option<String>,
    /// When the page was fetched: no publication date lies after it.
    pub fetched: Option<Timestamp>,
}

/// How the bytes of a page are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A web page.
    Html,
    /// The part of a web page that is an article, as feeds hold it.
    Fragment,
    /// Plain text, perhaps saved from a web page.
    Text,
    /// Markdown, perhaps with front matter.
    Markdown,
}

// --------------------------------------------------------------------- pages

/// What a page shows and says about itself, before anything is decided.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What the page says about itself (front matter, meta tags, JSON-LD), best first.
    pub fields: Vec<Field>,
    /// The page's text in reading order, clutter included where the page is plain text.
    pub blocks: Vec<Block>,
    /// What else the page shows, in the order of its place among the blocks.
    pub beside: Vec<Beside>,
}

/// Neighbouring pieces of a page's text that are in none of its blocks: a menu, a caption, a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// How many of the page's blocks stand before it.
    pub before: usize,
    /// How many words it has.
    pub words: usize,
    /// Its first words; all of them of a line at the edge of the text.
    pub first: String,
    /// Whether it is one short line at the edge of the text, which may say who wrote it and when.
    pub edge: bool,
}

/// One statement of a page about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is about.
    pub kind: FieldKind,
    /// The key or element that says so; none where the page only shows something like it.
    pub key: Option<String>,
    /// The value as the page writes it, entities decoded, white space folded.
    pub value: String,
}

/// What a [`Field`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Headline.
    Title,
    /// One author.
    Author,
    /// An organisation that is stated as author.
    CorporateAuthor,
    /// Publication time.
    Published,
    /// Time of the last change.
    Modified,
    /// Name of the outlet.
    Outlet,
    /// Language tag.
    Language,
    /// Canonical address.
    Url,
}

/// One block of a page's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What the page marks it as.
    pub kind: BlockKind,
    /// Its text on one line, white space folded.
    pub text: String,
    /// Bytes of it that stand in links, white space aside.
    pub linked: usize,
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading inside the text.
    Heading,
    /// An item of a list.
    Item,
    /// A quotation set apart.
    Quotation,
}

// ------------------------------------------------------------------ articles

/// Title, byline, times, language and body text of one published page.
#[derive(Clone, Debug)]
pub struct Article {
    /// Names it in this run.
    pub id: ArticleId,
    /// Canonical address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline; not part of `text`.
    pub title: Option<String>,
    /// Its authors, without "by".
    pub byline: Vec<String>,
    /// The place (and agency) at the head of the text: "Washington D.C.".
    pub dateline: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// Language of the body, ISO 639-1.
    pub language: Option<String>,
    /// The body: blocks parted by one empty line, in reading order.
    pub text: String,
    /// The blocks of `text`, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Short lines of the page at the edge of the text that are no part of it and may say whose it
    /// is: "Source: Harbour Wire".
    pub edges: Vec<String>,
    /// When its page was fetched.
    pub fetched: Option<Timestamp>,
    /// Earlier versions of the same page, the oldest first.
    pub versions: Vec<Version>,
    /// What was left out on the way here.
    pub notes: Vec<Note>,
}

/// An earlier version of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Named it in this run before it became a version.
    pub id: ArticleId,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// When its page was fetched.
    pub fetched: Option<Timestamp>,
    /// What the article says otherwise today, in order of its text; nothing where a page was only
    /// read again.
    pub changes: Vec<Change>,
}

/// A passage in which an article differs from an earlier version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The passage of the earlier version; empty where something was added.
    pub before: String,
    /// The passage of the article's text; empty, at its place, where something was taken out.
    pub after: Span,
}

/// A point in time as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day, in the time zone in which it was stated.
    pub date: Date,
    /// The instant, when a time of day was stated.
    pub time: Option<Timestamp>,
}

/// One block of an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

// -------------------------------------------------------------------- parses

/// Tokens and sentences of an article; no sentence crosses a paragraph.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    /// All tokens in order, white space tokens left out.
    pub tokens: Vec<Token>,
    /// All sentences in order.
    pub sentences: Vec<Sentence>,
    /// Named entities as the language model marks them, in order.
    pub names: Vec<NamedSpan>,
}

/// One token with what the language model says of it.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The text in lower case.
    pub lower: Box<str>,
    /// The dictionary form.
    pub lemma: Box<str>,
    /// Universal part of speech.
    pub pos: Pos,
    /// Fine-grained tag (Penn Treebank for English).
    pub tag: spacy::Label,
    /// Relation to the head.
    pub dep: Dep,
    /// The token this one hangs on; a root hangs on itself.
    pub head: TokenId,
    /// The sentence it belongs to.
    pub sentence: SentenceId,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, positions in [`Parse::tokens`].
    pub tokens: Range<u32>,
    /// Position of its paragraph in [`Article::paragraphs`].
    pub paragraph: u32,
}

/// A name as the language model marks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSpan {
    /// Its tokens, positions in [`Parse::tokens`].
    pub tokens: Range<u32>,
    /// What the model takes it for.
    pub kind: NameKind,
}

/// OntoNotes name types that matter here; numbers and times are kept apart by [`NameKind::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// Nationality, religious or political group.
    Norp,
    /// Company, agency, institution.
    Org,
    /// Country, city, state.
    Gpe,
    /// Place that is no polity.
    Loc,
    /// Building, airport, bridge.
    Fac,
    /// Named war, storm, match.
    Event,
    /// Named law.
    Law,
    /// Vehicle, weapon, product.
    Product,
    /// Book, song, film.
    Work,
    /// Date or part of one.
    Date,
    /// Time of day.
    Time,
    /// Number, quantity, percentage, ordinal, language.
    Other,
    /// Sum of money.
    Money,
    /// Number that counts something.
    Cardinal,
}

/// Universal parts of speech (universaldependencies.org/u/pos).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pos {
    /// Adjective.
    Adj,
    /// Adposition.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Noun.
    Noun,
    /// Numeral.
    Num,
    /// Particle.
    Part,
    /// Pronoun.
    Pron,
    /// Proper noun.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Symbol.
    Sym,
    /// Verb.
    Verb,
    /// Anything else.
    X,
}

/// Dependency relations of the English pipelines (ClearNLP's labels).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the labels; their manual explains them
pub enum Dep {
    Acl,
    Acomp,
    Advcl,
    Advmod,
    Agent,
    Amod,
    Appos,
    Attr,
    Aux,
    Auxpass,
    Case,
    Cc,
    Ccomp,
    Compound,
    Conj,
    Csubj,
    Csubjpass,
    Dative,
    Dep,
    Det,
    Dobj,
    Expl,
    Intj,
    Mark,
    Meta,
    Neg,
    Nmod,
    Npadvmod,
    Nsubj,
    Nsubjpass,
    Nummod,
    Oprd,
    Parataxis,
    Pcomp,
    Pobj,
    Poss,
    Preconj,
    Predet,
    Prep,
    Prt,
    Punct,
    Quantmod,
    Relcl,
    Root,
    Xcomp,
    /// A label that this list does not know.
    Other,
}

// ------------------------------------------------------------------ mentions

/// Who and what an article speaks of, and where.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Every place where an entity is spoken of, in order of the text.
    pub mentions: Vec<Mention>,
    /// The entities, in order of first mention.
    pub entities: Vec<Entity>,
}

/// One place where an entity is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The whole phrase: "the Colombian leader".
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// The phrase's head: "leader".
    pub head: TokenId,
    /// How it speaks of the entity.
    pub kind: MentionKind,
    /// Whom it speaks of.
    pub entity: EntityId,
}

/// How a mention speaks of its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// By name.
    Name,
    /// By a role or description.
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// A person, body, place or group that the article speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name, or the description of somebody unnamed ("a Colombian official").
    pub name: String,
    /// Every form by which the article names it, in order of first use.
    pub names: Vec<String>,
    /// What it is, by vote of the whole article.
    pub kind: EntityKind,
    /// Whether the article gives it a name of its own.
    pub named: bool,
    /// The members of a group: "the two leaders".
    pub members: Vec<EntityId>,
    /// Roles by which the article speaks of it, lower case, in order: "colombian president".
    pub roles: Vec<String>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// One person.
    Person,
    /// A body: ministry, army, company, armed group.
    Org,
    /// A country, state or city, as a place or as an actor.
    Gpe,
    /// A nationality, religion or political camp.
    Norp,
    /// Several persons or bodies.
    Group,
    /// A place that does not act.
    Place,
    /// Anything else with a name.
    Other,
}

// -------------------------------------------------------------------- actors

/// What an entity is in the sense of event data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The entity.
    pub entity: EntityId,
    /// Country and sector, the primary one first.
    pub codes: Vec<ActorCode>,
    /// What the codes rest on.
    pub basis: ActorBasis,
}

/// A country and a sector of PLOVER 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorCode {
    /// Country, or `IGO`, `NGO`, ...
    pub country: Option<CountryCode>,
    /// What part of society.
    pub sector: Option<Sector>,
}

/// ISO 3166-1 alpha-3, or a non-state code of PLOVER (IGO, UNO, EUR, NGO, ISM, IMG, MNC).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode(pub [u8; 3]);

/// The 25 sectors of PLOVER 2, by their codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the codes; actors/sectors.rs spells them out
pub enum Sector {
    Cop,
    Gov,
    Jud,
    Leg,
    Mil,
    Prm,
    Pty,
    Reb,
    Spy,
    Uaf,
    Unk,
    Agr,
    Bus,
    Crm,
    Cvl,
    Edu,
    Eli,
    Jrn,
    Lab,
    Med,
    Ref,
    Opp,
    Pre,
    Rel,
    Soc,
}

/// What an actor's codes rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorBasis {
    /// A role that the article gives: "Colombian President".
    Role,
    /// An entry of `rules/actors/`.
    List,
    /// Learned from another mention in the article, or from its dateline.
    Learned,
    /// A place that stands for its government: "Nairobi", "the White House".
    Metonym,
}

// --------------------------------------------------------------------- times

/// A time expression and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// What it denotes.
    pub kind: TimeKind,
    /// TIMEX3 value: "2026-02-03", "2025-10", "P2M", "XXXX-WXX-2".
    pub value: String,
    /// The days that it covers, both ends included, when they are known.
    pub days: Option<DayRange>,
    /// What the value rests on.
    pub basis: TimeBasis,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// What a time's value rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeBasis {
    /// The expression alone: "3 January 2026".
    Text,
    /// The publication date as well: "on Tuesday".
    Published,
    /// Nothing to reckon from.
    Unresolved,
}

/// Days of the calendar, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayRange {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

// -------------------------------------------------------------------- places

/// A place that the article names.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it is named.
    pub span: Span,
    /// Its usual English name.
    pub name: String,
    /// The country that it lies in or is.
    pub country: Option<CountryCode>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Number in the GeoNames gazetteer.
    pub geonameid: Option<u32>,
    /// Whether it is a country or a place in one.
    pub kind: PlaceKind,
}

/// How large a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A country or territory.
    Country,
    /// A city.
    City,
    /// A building or a seat of government.
    Seat,
    /// Anything else: a sea, a region.
    Region,
}

// -------------------------------------------------------------------- quotes

/// Words that the article attributes to a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// How the words are given.
    pub kind: QuoteKind,
    /// The words with their quotation marks; for indirect speech the reported clause.
    pub span: Span,
    /// The words between the marks, without them (the whole span for indirect speech).
    pub words: Span,
    /// Who says it, where that is sure.
    pub speaker: Option<Speaker>,
    /// The word that reports the speech: "said", "according to".
    pub cue: Option<Span>,
}

/// How a quote gives its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// Whole sentences between marks.
    Direct,
    /// Words between marks inside the article's own sentence.
    Mixed,
    /// In the article's words.
    Indirect,
}

/// Who speaks, and the mention that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The speaker.
    pub entity: EntityId,
    /// The mention next to the cue: "the senator".
    pub span: Span,
}

// -------------------------------------------------------------------- events

/// One PLOVER event that the article tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What kind of act.
    pub kind: EventType,
    /// Closer kind, a mode of its type in PLOVER 2.
    pub mode: Option<&'static str>,
    /// Contexts of PLOVER 2, in the manual's order.
    pub contexts: Vec<&'static str>,
    /// CAMEO code of two to four digits.
    pub cameo: &'static str,
    /// Whether it happened, is planned, threatened, ...
    pub status: Status,
    /// The clause that tells it.
    pub span: Span,
    /// The word or words that name the act.
    pub trigger: Span,
    /// The sentence that tells it.
    pub sentence: SentenceId,
    /// Who acts.
    pub actors: Vec<Participant>,
    /// Who is acted on.
    pub recipients: Vec<Participant>,
    /// When.
    pub date: EventDate,
    /// Where: position in the reading's `places`.
    pub place: Option<u32>,
    /// To whom the article attributes the event; nobody where it tells it itself.
    pub holder: Option<EntityId>,
    /// The rule that coded it: `events/consult.toml#meet`.
    pub rule: Arc<str>,
    /// From 0 to 1: how often such codings are right.
    pub confidence: f32,
}

/// An entity in its part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Participant {
    /// Who.
    pub entity: EntityId,
    /// The phrase that names it here.
    pub span: Span,
}

/// When an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventDate {
    /// The days, when they are known.
    pub days: Option<DayRange>,
    /// What they rest on.
    pub basis: DateBasis,
}

/// What an event's date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateBasis {
    /// A time expression that governs the event.
    Time,
    /// The publication date, as a last resort.
    Published,
    /// Nothing is known.
    Unknown,
}

/// The 16 event types of PLOVER 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the types; events/plover.rs has the table
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

/// How far an event has come, by the words of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It happened.
    Actual,
    /// It is announced, agreed or expected.
    Planned,
    /// Somebody threatens it.
    Threatened,
    /// Somebody demands it.
    Demanded,
    /// It is a condition, a fear, a possibility.
    Hypothetical,
    /// It did not happen, or somebody denies it.
    Denied,
}

// ------------------------------------------------------------------- numbers

/// A number that the article states of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Where it stands, with its unit: "at least 74 deaths".
    pub span: Span,
    /// The value; of a range the lower end.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// How exactly it is meant.
    pub bound: Bound,
    /// What is counted, a lemma: "death", "soldier", "mile", "USD".
    pub unit: String,
    /// The event that it measures.
    pub about: Option<EventId>,
    /// The sentence that states it.
    pub sentence: SentenceId,
}

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// "about", "nearly", "some".
    About,
    /// "at least", "more than".
    AtLeast,
    /// "at most", "up to".
    AtMost,
}

// ------------------------------------------------------------------ readings

/// One article, read: all that `report` needs of it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its tokens and sentences.
    pub parse: Parse,
    /// Who and what it speaks of.
    pub mentions: Mentions,
    /// Time expressions in order of the text.
    pub times: Vec<TimeExpression>,
    /// Places in order of the text.
    pub places: Vec<Place>,
    /// Actors in order of their entity; entities that are no actors are missing.
    pub actors: Vec<Actor>,
    /// Quotes in order of the text.
    pub quotes: Vec<Quote>,
    /// Events in order of the text.
    pub events: Vec<Event>,
    /// Numbers in order of the text.
    pub numbers: Vec<Number>,
    /// What was left out, the article's own notes first.
    pub notes: Vec<Note>,
}

// -------------------------------------------------------------------- copies

/// An article that takes over text or substance of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// The article that takes over (or one of the two, where the direction is unknown).
    pub copy: ArticleId,
    /// The article that it takes from.
    pub source: ArticleId,
    /// How it takes over.
    pub kind: CopyKind,
    /// How sure the direction is.
    pub direction: Direction,
    /// Part of the copy's words in aligned passages, 0 to 1.
    pub share_of_copy: f64,
    /// Part of the source's words in aligned passages, 0 to 1.
    pub share_of_source: f64,
    /// The aligned passages, in order of the copy.
    pub pairs: Vec<PassagePair>,
    /// What kind and direction rest on, for a person.
    pub reasons: Vec<String>,
}

/// A passage of the copy and the passage of the source that it is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassagePair {
    /// In the copy.
    pub copy: Span,
    /// In the source.
    pub source: Span,
}

/// How an article takes over another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyKind {
    /// The same text.
    Duplicate,
    /// A later version by the same outlet.
    Revision,
    /// The same text under another outlet, perhaps with a new head.
    Reprint,
    /// A part of the text.
    Excerpt,
    /// The substance in other words.
    Rewrite,
    /// Both take from a third.
    CommonOrigin,
}

/// How sure the direction of a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Times or a credit line say so.
    Certain,
    /// The texts say so.
    Likely,
    /// Nothing says so.
    Unknown,
}

// ------------------------------------------------------------------- stories

/// The articles about one happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Stable for the same articles.
    pub id: String,
    /// Its articles, in order of their ids.
    pub articles: Vec<ArticleId>,
    /// Why they are together, for a person.
    pub reasons: Vec<String>,
}

// ------------------------------------------------------------------ accounts

/// A passage of an article that supports a line of the account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The article.
    pub article: ArticleId,
    /// The passage in it.
    pub span: Span,
}

/// The report on one story.
#[derive(Clone, Debug)]
pub struct Account {
    /// The story's id.
    pub story: String,
    /// What happened, in words.
    pub headline: Claim<String>,
    /// First and last day of the story's leading event, when known.
    pub days: Option<DayRange>,
    /// The articles, in order of their ids.
    pub articles: Vec<AccountArticle>,
    /// The independent origins, in order of their first article.
    pub origins: Vec<Origin>,
    /// Who copied whom.
    pub copies: Vec<Copy>,
    /// Who takes part, most active first.
    pub actors: Vec<AccountActor>,
    /// What happened: the leading event first in weight, listed in order of time, undated last.
    pub events: Vec<Claim<AccountEvent>>,
    /// Who said what, one claim a quotation.
    pub quotes: Vec<Claim<AccountQuote>>,
    /// What is told differently.
    pub differences: Vec<Difference>,
    /// How pairs of countries stand to each other over time.
    pub dyads: Vec<Dyad>,
    /// What each article adds and leaves out.
    pub adds: Vec<ArticleAdds>,
    /// What was left out of the account, with the article it concerns.
    pub notes: Vec<(ArticleId, Note)>,
}

/// One article of a story.
#[derive(Clone, Debug)]
pub struct AccountArticle {
    /// Names it in this run.
    pub id: ArticleId,
    /// Short name for references, unique in the account: "001".
    pub label: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// The origin that stands behind it.
    pub origin: OriginId,
    /// Number of words.
    pub words: u32,
    /// Its earlier versions, the oldest first.
    pub versions: Vec<Version>,
}

/// One independent source: articles tied by copies share one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its articles, the earliest or fullest first.
    pub articles: Vec<ArticleId>,
}

/// Somebody who takes part in the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountActor {
    /// The fullest name.
    pub name: String,
    /// Every name in the articles.
    pub names: Vec<String>,
    /// Country and sector.
    pub codes: Vec<ActorCode>,
    /// Where it goes by which entity: the article and the entity in its reading.
    pub entities: Vec<(ArticleId, EntityId)>,
}

/// One happening, told by one or several articles.
#[derive(Clone, Debug)]
pub struct AccountEvent {
    /// What kind of act.
    pub kind: EventType,
    /// Closer kind.
    pub mode: Option<&'static str>,
    /// Contexts.
    pub contexts: Vec<&'static str>,
    /// CAMEO code.
    pub cameo: &'static str,
    /// Who acts.
    pub actors: Vec<ActorId>,
    /// Who is acted on.
    pub recipients: Vec<ActorId>,
    /// When.
    pub days: Option<DayRange>,
    /// Where.
    pub place: Option<Place>,
    /// The furthest status that an article gives it.
    pub status: Status,
    /// Every status with the articles that give it, from planned to actual.
    pub history: Vec<(Status, Vec<ArticleId>)>,
    /// To whom the articles attribute it, where all do.
    pub holder: Option<ActorId>,
    /// How many independent origins tell it.
    pub origins: u32,
    /// Who tells it.
    pub articles: Vec<ArticleId>,
    /// One plain sentence composed from the fields above.
    pub summary: String,
    /// The events of the readings that it joins.
    pub members: Vec<(ArticleId, EventId)>,
    /// From 0 to 1: how much it matters in this story.
    pub weight: f64,
}

/// One quotation, told by one or several articles.
#[derive(Clone, Debug)]
pub struct AccountQuote {
    /// Who says it, where that is sure.
    pub speaker: Option<ActorId>,
    /// How the article names the speaker: "a Colombian official".
    pub speaker_name: Option<String>,
    /// The words, a verbatim piece of the first evidence's article.
    pub text: String,
    /// How the words are given.
    pub kind: QuoteKind,
    /// How many independent origins have it.
    pub origins: u32,
}

/// One thing told with different values.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// How the values stand to each other.
    pub relation: Relation,
    /// What they are about, for a person.
    pub about: String,
    /// The values, at least two.
    pub values: Vec<Claim<DifferenceValue>>,
}

/// One of the values told.
#[derive(Clone, Debug)]
pub struct DifferenceValue {
    /// The value, in words.
    pub value: String,
    /// Whose word it is, where the article attributes it.
    pub holder: Option<ActorId>,
    /// How many independent origins tell it so.
    pub origins: u32,
    /// Who tells it so.
    pub articles: Vec<ArticleId>,
}

/// What a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum DifferenceKind {
    Number,
    Date,
    Place,
    Participants,
    Role,
    Status,
    Wording,
}

/// How differing values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They cannot both hold.
    Conflict,
    /// A later report knows more.
    Update,
    /// One contains the other.
    Precision,
    /// The same thing in words that judge differently.
    Framing,
}

/// A pair of countries (or non-state actors) and how they stand over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Dyad {
    /// The first in the alphabet.
    pub a: CountryCode,
    /// The other.
    pub b: CountryCode,
    /// From the earliest to the latest.
    pub series: Vec<DyadPoint>,
}

/// One point of a dyad's series.
#[derive(Clone, Debug, PartialEq)]
pub struct DyadPoint {
    /// The days that it sums up: a day, or a month where the reports are no closer.
    pub days: DayRange,
    /// Mean PLOVER score of its events, -10 (conflict) to 10 (cooperation), an event counted once.
    pub score: f64,
    /// Positions in the account's `events`.
    pub events: Vec<u32>,
}

/// What an article adds to a story and leaves out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleAdds {
    /// The article.
    pub article: ArticleId,
    /// Events that only it tells: positions in the account's `events`.
    pub only_events: Vec<u32>,
    /// Quotes that only it has: positions in the account's `quotes`.
    pub only_quotes: Vec<u32>,
    /// Events that several others tell and it does not.
    pub leaves_out: Vec<u32>,
}

// --------------------------------------------------------------------- notes

/// Something that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The reason.
    pub reason: Reason,
    /// Where: in the article's text; for something removed, the empty span where it stood.
    pub span: Option<Span>,
    /// What, for a person.
    pub detail: String,
}

/// Every way in which something can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A block that belongs to the page and not to the article: menu, share buttons, comments.
    Boilerplate,
    /// A line that was moved to the article's title, byline, dateline or date.
    Metadata,
    /// Text that a page hides from its readers.
    Invisible,
    /// Bytes that are no text in the charset they claim to be in.
    Undecodable,
    /// Front matter or embedded data that cannot be read.
    DamagedMetadata,
    /// Elements nested deeper than any page needs.
    NestedTooDeep,
    /// A page or text longer than what is read.
    TooLong,
    /// No text is left of the page.
    NoText,
    /// A feed that holds a summary or the beginning of an article, and not all of it.
    SummaryOnly,
    /// A date that cannot be: after the fetch, or before the press.
    ImplausibleDate,
    /// The publication date is unknown, so relative times stay open.
    DateUnknown,
    /// The article is in a language that the language model does not read, so nothing in it is coded.
    OtherLanguage,
    /// A sentence too long to be parsed as one.
    SentenceTooLong,
    /// A pronoun or description that stands for nobody known.
    UnresolvedMention,
    /// A time expression that cannot be placed in the calendar.
    UnresolvedTime,
    /// A quotation mark that nothing closes.
    UnclosedQuote,
    /// Words in marks that are no speech: a title, a term, irony.
    NotSpeech,
    /// A quotation whose speaker is not sure.
    UnknownSpeaker,
    /// A word that can name an act, without anybody who acts or is acted on.
    NoParticipants,
    /// A word that can name an act, in a use that names none.
    NoAct,
    /// An act of which it is not sure who takes part.
    Unsure,
}
