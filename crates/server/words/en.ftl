### The words of the pages, in English.

## Frame
skip = Skip to the content
navigation = Main navigation
demo-mark = invented data
who-menu = account and language
language = Language
sign-out = Sign out
pages = Pages
older = Older
more = More
first-page = To the first page
cancel = Cancel
save = Save
change = Change
deeds = What can be done
print = Print
printed = Printed by { $name } on { $moment }. Handle as stated above; destroy when no longer needed.
copy = Copy
copied = Copied
place-tour = Tour
place-check = Check
place-file = New record
place-standing = Standing checks
place-hits = Hits
place-twins = Twins
place-window = Sharing
place-lists = Lists
place-log = Log
place-officers = Officers
place-clients = Clients
place-network = Network
place-rules = Rules
place-thresholds = Thresholds
form-faulty = { $count ->
    [one] One field needs your attention. Nothing was sent.
   *[other] { $count } fields need your attention. Nothing was sent.
}
script-offline = No answer from the node. Nothing was logged as answered; check the line and send again.
script-open = Open
script-dismiss = Close
done-filed = The record is filed.
done-revised = The record is revised.
done-withdrawn = The record is withdrawn. Its content can no longer be read.
done-standing-opened = The question stays open. You will be alerted when a new record answers it.
done-standing-closed = The standing check is closed.
done-alert-seen = The alert is marked as seen.
done-hit-answered = What you said is kept. The other side is told, where it knows of the hit.
done-judged = The judgement is kept. Nothing else waits.
done-judgement-undone = The judgement is taken back.
done-twins-sought = The store is being searched. What is found appears here.
done-officer-added = The officer is added.
done-officer-changed = The officer is changed. It holds from the next page on.
done-officer-disabled = The officer is disabled. All their sessions have ended.
done-client-revoked = The token is revoked. It is refused from now on.
done-rules-changed = The rules are changed and hold from now on.
done-thresholds-set = The thresholds are set and hold from the next check on.
done-log-verified = The log was verified. The result stands below.

## Numbers and dates
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
date-circa = about { $date }
date-between = { $first } to { $last }
percent-under = under { $percent }
took-ms = { $ms } ms
size-kb = { $size } kB
size-mb = { $size } MB
size-gb = { $size } GB
percent = { $whole }%

## Reason
purpose = Purpose
purpose-choose = Choose a purpose
legal-basis = Legal basis
reference = Case or operation
why-title = Why do you open this?
why-text = Every look is logged with its purpose. State yours, and go on.
why-send = Go on
why-legend = Why it is done
purpose-border-control = Border control
purpose-investigation = Investigation
purpose-prevention = Prevention
purpose-missing-persons = Missing persons
purpose-victim-protection = Victim protection
purpose-identification = Identification
purpose-screening = Screening
purpose-analysis = Analysis
purpose-oversight = Oversight
purpose-administration = Administration

## Flaws in forms
flaw-missing = This must be filled in.
flaw-no-choice = Choose one of those offered.
flaw-record = Not the number of a record: it has 32 digits and letters a to f, as in the address of its page.
flaw-threshold = A threshold lies between 5 and 99.9, and a match is not below what is possible.
flaw-outdated = Somebody else has revised it meanwhile. Open the record again and repeat your change.
flaw-date = This is not a date. Write 1974, 1974-08 or 1974-08-12; 1974~ for “about”; 1959/1961 for “between”.
flaw-country = No such country. Write its name or its code, such as Togo, TG or TGO.
flaw-phone = This is not a phone number. Write it with the country's prefix, such as +228 90 12 34 56.
flaw-email = This is not an e-mail address.
flaw-iban = This is not an IBAN: its length or its check digits are wrong.
flaw-vin = A vehicle identification number has 17 letters and digits, without I, O and Q.
flaw-imo = An IMO number has seven digits, such as 9074729.
flaw-mmsi = An MMSI has nine digits.
flaw-gender = Write M, F or X.
flaw-unfit = This does not fit the field.

## Check
check-title = Is it known?
check-box = Person, document, vehicle, phone, anything
check-box-hint = Type, paste or scan: the lines at the foot of a passport; a name with a birth date; a number, plate, phone, IBAN, handle…
check-busy = Checking…
check-detailed = Ask field by field
check-kind = What is it?
check-by-box = As in the box
check-send = Check
check-clear = Clear
key-box = to the box
key-send = check
key-line = new line
key-matches = next, previous match
key-clear = clear
answer = Answer
before-1 = The answer appears here.
before-2 = Names are compared across scripts, word order and spellings; dates as far as they are known.
before-3 = Misread characters of a passport's lines are put right where a check digit proves it.
before-4 = Each check is logged with your name and purpose.
verdict-stop = STOP
verdict-protect = PROTECT
verdict-caution = CAUTION
verdict-note = NOTE
verdict-nothing = NOTHING KNOWN
says-stop = Hold, and do as the owner asks below.
says-protect = This person may need protection. Not a suspect: keep safe, speak in private, do as the owner asks.
says-caution = Look again and ask the owner before you decide.
says-caution-possible = May be somebody or something that is sought. Establish identity first; do not act on this alone.
says-caution-zone = The check digits of this document are wrong: misread, false or altered. See below.
says-note = For your information. Nothing is asked of you.
says-nothing = No record that you may see matches this.
nothing-next = This is no proof of innocence. If you doubt the document or the spelling, ask again with other details.
answer-incomplete = Incomplete: not everything that should be asked has answered. Ask again before you rely on this.
answer-complete = complete
answer-part = incomplete
answer-logged = logged
answer-hit = A hit with { $member }: what each side says of it
ask-others = Ask others as well
ask-hubs = The hubs of the network
ask-members = Members by name
ask-hint = The question leaves this node, sealed to those who are asked. They see your unit and for what you ask, and keep it in their log.
elsewhere = Asked elsewhere
nothing-here = NOTHING KNOWN HERE
elsewhere-title = What others have answered
elsewhere-found = Found elsewhere: see below.
elsewhere-waiting = has still time to answer
elsewhere-nothing-known = nothing known
elsewhere-answered = something is known
elsewhere-not-answered = has not answered
elsewhere-refused = does not answer
elsewhere-contact = { $owner } holds a record that is not for us: ask { $owner }.
elsewhere-no-copy = no copy is kept here
elsewhere-waits = Others are still being asked.
elsewhere-more = Show what has come
elsewhere-lacks = Not everybody has answered: this says nothing of what they hold.
zone-valid = Machine-readable zone { $layout }: all check digits are right
zone-faulty = Machine-readable zone { $layout }: check digits are wrong
zone-failed = The check digit of { $field } is wrong
zone-repaired = Misread in line { $line }, place { $place }; a check digit proves what was meant:
zone-next = Scan again. If it fails again, examine the document: it may be false or altered.
zone-number = the document number
zone-birth = the date of birth
zone-expiry = the date of expiry
zone-personal = the personal number
zone-composite = the whole zone
understood = Understood as
matches = { $count ->
    [one] One match
   *[other] { $count } matches
}
no-status = No status
owned-by = owner: { $owner }
from-list = list: { $list }
score = Likelihood that it is the same
possible-only = not established
owner-asks = { $owner } asks:
mixed-scripts = mixed scripts
likelihood-almost-certain = almost certainly the same
likelihood-very-likely = very likely the same
likelihood-likely = likely the same
likelihood-possible = possibly the same
likelihood-weak = hardly the same
reasons = Why: { $for } for, { $against } against
feature-base = At the start
feature-name = Name
feature-name-sound = Name, sounds alike
feature-name-near = Name, spelt alike
feature-name-nickname = Name, short form
feature-name-initial = Name, initial fits
feature-name-joined = Name, written as one
feature-name-different = Name, another
feature-name-initial-different = Name, another initial
feature-name-missing = Name, part missing
feature-name-whole = Whole name fits
feature-name-weak = Name, weak alias
feature-name-limit = Limit of what a name can prove
feature-legal-form = Legal form
feature-date = Date
feature-date-new-year = Date, 1 January
feature-date-month = Date, same month
feature-date-year = Date, same year
feature-date-swapped = Date, day and month swapped
feature-date-typed = Date, typing error
feature-date-near = Date, close by
feature-date-span = Date, within the span
feature-date-circa = Date, about
feature-date-different = Date, another
feature-date-far = Date, far off
feature-sex = Sex
feature-country = Country
feature-place = Place
feature-address = Address
feature-parent = Parent
feature-relative = Perhaps a relative, a namesake or a branch
feature-kind = Sort of thing
feature-number = Number
feature-number-looks = Number, looks alike
feature-number-typed = Number, typing error
feature-phone = Phone
feature-phone-tail = Phone, last digits
feature-email = E-mail
feature-handle = Account name
feature-iban = IBAN
feature-bank-number = Account number
feature-wallet = Wallet address
feature-plate = Registration
feature-vin = Vehicle identification number
feature-imo = IMO number
feature-mmsi = MMSI
speaks-for-3 = strongly for
speaks-for-2 = clearly for
speaks-for-1 = slightly for
speaks-none = neither way
speaks-against-1 = slightly against
speaks-against-2 = clearly against
speaks-against-3 = strongly against
weights = Weights
weights-hint = Each weight is what the feature does to the odds: one point up doubles them, one point down halves them.
stand-open = Keep this question open
stand-hint = You are alerted at once when a new record answers it.
stand-until = Until (empty: no end)
stand-send = Keep open

## Reasons, read aloud

because-base = Before anything is compared, the odds are { $odds } to 1 against it: of so many records hardly any is about the one who is meant.
because-name = { $how ->
    [same] Both have “{ $record }” in the name.
   *[other] “{ $query }” and “{ $record }” are the same name, written differently.
}
because-name-sound = “{ $query }” and “{ $record }” sound alike.
because-name-near = “{ $query }” and “{ $record }” are spelt alike.
because-name-nickname = “{ $query }” and “{ $record }” are forms of one name.
because-name-initial = “{ $query }” and “{ $record }” have the same initial.
because-name-joined = “{ $query }” and “{ $record }” are the same, written together or apart.
because-name-different = The question has “{ $query }” where the record has “{ $record }”.
because-name-initial-different = The initials of “{ $query }” and “{ $record }” differ.
because-name-missing = { $how ->
    [record-lacks] The question also has “{ $query }”, which the record lacks.
    [query-lacks] The record also has “{ $record }”, which the question lacks.
   *[other] One of the names has more parts than the other.
}
because-name-whole = The whole name fits, and nothing is left over.
because-name-weak = This name is given only as an uncertain alias.
because-name-limit = { $how ->
    [taken] Parts of a name often go together, and a name alone proves only so much: this much is taken off.
   *[given] This much is given back, since parts of a name that differ say little together.
}
because-legal-form = { $how ->
    [against] The legal forms “{ $query }” and “{ $record }” differ.
   *[other] The legal form fits: “{ $query }” and “{ $record }”.
}
because-date = The date is the same: { $record }.
because-date-new-year = The date is the same, { $record }, but 1 January often stands for a day that is not known.
because-date-month = { $how ->
    [same] Month and year are the same: { $record }.
   *[other] Month and year agree: { $query } and { $record }.
}
because-date-year = { $how ->
    [same] The year is the same: { $record }.
   *[other] The year agrees: { $query } and { $record }.
}
because-date-swapped = Day and month seem to be swapped: { $query } and { $record }.
because-date-typed = The dates differ as by a typing error: { $query } and { $record }.
because-date-near = The dates are close to each other: { $query } and { $record }.
because-date-span = The dates may be the same: { $query } and { $record }.
because-date-circa = The dates agree roughly: { $query } and { $record }.
because-date-different = The dates differ: { $query } and { $record }.
because-date-far = The dates are far apart: { $query } and { $record }.
because-relative = What relatives, namesakes and branches of a body have in common proves only so much: this much is taken off.
because-kind = The sorts differ: “{ $query }” and “{ $record }”.
because-address = The addresses are the same: “{ $query }” and “{ $record }”.
because-parent = { $how ->
    [against] The names of a parent differ: “{ $query }” and “{ $record }”.
   *[other] The names of a parent agree: “{ $query }” and “{ $record }”.
}
because-number-looks = The numbers { $query } and { $record } look alike: signs such as O and 0 are easily mistaken for each other.
because-number-typed = The numbers { $query } and { $record } differ by one sign, as by a typing error.
because-phone-tail = The last digits of { $query } and { $record } are the same.
because-any = { $how ->
    [same] { $what }: the same on both sides, { $record }.
    [against] { $what }: { $query } and { $record } differ.
    [record-lacks] { $what }: { $query } is in the question alone.
    [query-lacks] { $what }: { $record } is on the record alone.
    [taken] { $what }.
    [given] { $what }.
   *[other] { $what }: { $query } and { $record } fit.
}
weighs-for-3 = That speaks strongly for a match.
weighs-for-2 = That speaks clearly for a match.
weighs-for-1 = That speaks slightly for a match.
weighs-none = That says little either way.
weighs-against-1 = That speaks slightly against a match.
weighs-against-2 = That speaks clearly against a match.
weighs-against-3 = That speaks strongly against a match.
reasons-sum = All together: { $percent }, { $likelihood }.
weights-base = Before comparing
weights-sum = Sum
weights-odds = { $how ->
    [against] Odds of about { $odds } to 1 against it.
   *[for] Odds of about { $odds } to 1 for it.
}
explain-title = Why was a record not found?
explain-hint = Give the number of a record that you know of, or the address of its page. The look is journaled.
explain-record = Record
explained-title = Why this record?
outcome-found = This record is among the answers.
outcome-beyond-limit = This record fits too, but others fit better, and no more answers are shown.
outcome-passed-over = This record would be an answer, but the search did not come to it. Tell whoever keeps this node.
outcome-below = This record was not called possible: { $percent } is less than the { $least } that this bureau asks for.
outcome-not-searched = This record is not searched: it is a link, or it was filed only a moment ago.
outcome-absent = There is no such record, or it is not shown to you for this purpose.
misses-1 = One more thing that speaks slightly for it would have been enough.
misses-2 = One more thing that speaks clearly for it would have been enough.
misses-3 = One more thing that speaks strongly for it would have been enough.
misses-4 = Even one more thing that speaks strongly for it would not have been enough.

## Statuses, levels and codes
status-wanted = Wanted
status-suspect = Suspect
status-convicted = Convicted
status-sanctioned = Sanctioned
status-missing = Missing
status-witness = Witness
status-possible-victim = Possible victim
status-unidentified = Unidentified
status-person-of-interest = Person of interest
status-stolen = Stolen
status-lost = Lost
status-revoked = Revoked
status-stolen-blank = Stolen blank
status-invalid = Invalid
status-under-watch = Under watch
gender-male = Male
gender-female = Female
gender-other = Other
level = Level
level-open = Open
level-official = Official
level-restricted = Restricted
level-confidential = Confidential
level-means-open = Open: published, may be shown to anybody.
level-means-official = Official: for police work.
level-means-restricted = Restricted: a leak would harm a person or a case.
level-means-confidential = Confidential: a leak would endanger life or an operation.
caveat-H0 = for police use
caveat-H1 = not as evidence in court without the owner's leave
caveat-H2 = not to be passed on without the owner's leave
caveat-H3 = as the owner's text says
source-grade-A = source always reliable
source-grade-B = source mostly reliable
source-grade-C = source mostly not reliable
source-grade-X = source cannot be assessed
information-grade-1 = not in doubt
information-grade-2 = known to the source itself
information-grade-3 = heard, and corroborated
information-grade-4 = heard, cannot be corroborated
script-Latn = Latin
script-Arab = Arabic script
script-Cyrl = Cyrillic
script-Grek = Greek
script-Hebr = Hebrew
script-Hani = Chinese characters
script-Hrkt = Japanese kana
script-Hang = Hangul
script-Thai = Thai
script-Deva = Devanagari
script-Beng = Bengali
script-Ethi = Ethiopic
script-Geor = Georgian
script-Armn = Armenian
script-Zyyy = other script

## Record
version = version { $version }
grading = grading { $grading }
record-stated = What is stated
record-links = Links
record-no-links = No links that you may see.
record-source = Source and grading
record-handling = Handling
record-history = History
record-filed = Filed
record-revised = Revised
record-id = Record
record-revise = Revise
record-withdraw = Withdraw
record-export = Export
compared-as = compared as
part-status = Status
part-action = What is to be done
part-handling = Handling
part-grading = Grading
part-source = Source
source-list = List
source-text = In words
grading-source = Source
grading-information = Information
audience = Who may have it
audience-own = Only the owner
audience-members = Only these members
audience-all = Every member
audience-does-own = Nothing leaves this node.
audience-does-members = Sealed for those whom you name, and readable by nobody else. They keep a copy until you take it back. You see who has it, who looked, and who has destroyed it.
audience-does-all = Every member of the network gets a copy, those who join later too, but for those to whom it never goes. You see who has it and who looked.
audience-is-own = Only { $owner } itself may have it.
audience-is-members = May go to: { $members }.
audience-is-all = May go to every member.
never-to = Never to: { $members }
purposes-all = For every purpose.
purposes-only = Only for: { $purposes }.
review-by = The owner reviews it by { $date }.
expires = Expires on { $date }.
link-since = since { $date }
link-until = until { $date }
link-family = relative of
link-family-in = relative of
link-associate = associate of
link-associate-in = associate of
link-member = member of
link-member-in = has as member
link-directs = directs
link-directs-in = directed by
link-owns = owns
link-owns-in = owned by
link-uses = uses
link-uses-in = used by
link-located-at = is found at
link-located-at-in = is where to find
link-linked-to = linked to
link-linked-to-in = linked to
filing-new = New record: { $kind }
filing-revise = Revise: { $kind }, version { $version }
filing-kind = Kind of record
filing-lines = One value a line. Give texts as the source has them, in their own script.
filing-meaning = What it means
filing-action-hint = The words an officer reads who finds this person or thing.
filing-members = Members (codes, such as TG FR X-IOM)
filing-never-to = Never to (codes)
filing-these = These members
filing-never = Never to
filing-never-means = Whoever is named here gets nothing, even of a record for all. Where they hold a record on the same person or thing, you alone are told.
filing-others = Others (codes)
filing-narrowed = Whoever had this record and is no longer chosen is told to destroy their copy. The page of the record shows who has.
filing-purposes = Only for these purposes (none: for every purpose)
life-at-risk = Life at risk
life-at-risk-does = Overtakes everything else on its way, by every way there is. Only where a life hangs on it.
filing-caveats = Handling codes
filing-review = Review by
filing-expires = Expires on
filing-send = File the record
filing-revise-send = File the revision
withdraw-title = Withdraw this record?
withdraw-text = Its content and its whole history become unreadable for everybody, for ever. The log keeps that it was there and that you withdrew it.
withdraw-words = Why it is withdrawn
withdraw-send = Withdraw for ever
keep-record = Keep it

## Lists and imports
lists-held = Lists held
lists-none = No list yet. Bring one in with the form.
list = List
owner = Owner
format = Format
records = Records
refreshed = Refreshed
imports = Imports
imports-none = Nothing was imported yet.
import-started = Started
import-state = State
import-running = Running
import-ended = Ended
import-stopped = Stopped; the next run goes on from there
import-of = Import of { $list }
import-progress = Progress
import-bytes = { $read } of { $total }
import-rate = { $rate } a second
import-look-again = Look again
count-read = Read
count-new = New
count-changed = Changed
count-withdrawn = Withdrawn
count-unchanged = Unchanged
count-refused = Refused
import-title = Bring in a list
import-list = Name of the list
import-list-hint = The same name again is an update: what is missing in the new files is withdrawn.
import-files = Files
import-files-hint = All files of the list together; .gz is fine.
import-mapping = Columns (CSV only)
import-no-mapping = Not a CSV
import-send = Import
format-ftm = FollowTheMoney (JSON lines)
format-ofac = OFAC SDN (CSV set)
format-un = UN Security Council (XML)
format-csv = CSV with a mapping
mapping-documents = Stolen and lost documents
mapping-vehicles = Vehicles
mapping-phones = Phones
refused-rows = Refused rows
refused-none = No row was refused.
refused-hint = All other rows were taken. Mend these in the file and import it again.
file = File
line = Line
refused-why = Reason

## Standing checks
standing-lead = Questions that stay open. A new record that answers one alerts you here at once.
alerts = Alerts
alerts-none = No alert yet.
alerts-unseen = { $count ->
    [0] No new alert
    [one] One new alert
   *[other] { $count } new alerts
}
alerts-unseen-short = New alerts
alert-answers = answers “{ $question }”
alert-answers-closed = answers a question that is closed now
alert-seen = Seen
alert-seen-at = seen { $moment }
alert-title = { $status }: a new record answers your standing check
standing-open = Open questions
standing-none = None. Open one from the answer to a check.
question = Question
standing-since = Since
standing-until = Until
standing-no-end = no end
standing-close = Close
standing-closed = closed

## Log
log-lead = Who looked at whom, why, when. Nobody can change it unnoticed; this look is logged too.
log-state = State of the log
log-size = Acts
log-checkpoint = Last signed checkpoint
log-root = Root
log-unverified = Not verified since the node was started.
log-verify = Verify now
log-whole = { $count ->
    [one] Whole: one act verified, chain, signatures and tree
   *[other] Whole: { $count } acts verified, chain, signatures and tree
}
log-broken = Broken at act { $act }:
log-filter = Search the log
log-who = Who
log-what = What
log-object = Record or thing
log-why = Why
log-when = When
log-number = No.
log-from = From
log-to = To
log-search = Search
log-all = Show all
log-export = Export as CSV
log-entries = Acts
log-none = No act fits. Widen the search.
log-erased = erased
log-said = Details
anybody = Anybody
anything = Anything
any-purpose = Any purpose
act-node-made = Node made
act-node-restored = Node restored
act-member-named = Member named
act-rules-changed = Rules changed
act-thresholds-set = Thresholds set
act-officer-added = Officer added
act-officer-changed = Officer changed
act-officer-disabled = Officer disabled
act-enrolment-offered = Enrolment offered
act-key-enrolled = Passkey enrolled
act-signed-in = Signed in
act-signed-out = Signed out
act-client-added = Client added
act-client-revoked = Client revoked
act-checked = Checked
act-filed = Filed
act-revised = Revised
act-withdrawn = Withdrawn
act-consulted = Shown as an answer
act-asked = Others were asked
act-heard = Answer of another member shown
act-answered = Answered another member
act-opened = Opened
act-listed = Listed
act-exported = Exported
act-import-started = Import started
act-import-ended = Import ended
act-standing-opened = Standing check opened
act-standing-answered = Standing check answered
act-standing-closed = Standing check closed
act-alert-seen = Alert seen
act-twins-proposed = Twins proposed
act-twins-sought = Store searched for twins
act-judged = Judged
act-judgement-undone = Judgement taken back
act-charter-extended = Charter of the network extended
act-peer-told = Keys of a member’s node taken up
act-epoch-begun = A node began to count anew after a restore
act-mail-kept = Sealed mail for a member kept
act-mail-given = Kept mail handed over
act-mail-destroyed = Kept mail destroyed
act-lane-opened = Key of a lane given
act-quarantined = Put aside: it could not be taken
act-recalled = Taken back from a member
act-recall-late = A recall grew late
act-clocks-set = Clocks set
act-consulted-there = Looked at by another member
act-copy-told = A member told of its copy
act-hit-raised = Hit raised
act-hit-answered = Hit answered
act-hit-late = Hit grew late
act-capsule-made = Capsule made for a post
act-carried = Taken along in a capsule
act-capsule-leased = Lease of a capsule told
act-capsule-ended = Capsule ended
act-capsule-home = Log of a post brought home
act-log-read = Log read
act-log-exported = Log exported
act-backed-up = Backed up
act-refused = Refused

## Officers and clients
officers-list = Officers
name = Name
unit = Unit
roles = Roles
clearance = Clearance
passkeys = Passkeys
passkeys-none = none yet
disabled = disabled
disable = Disable
disable-sure = Disable this officer? All their sessions end at once.
enable = Enable
new-link = New link
officer-add = Add an officer
officer-add-send = Add, and make the link
officer-change = Change { $name }
link-once = Enrolment link for { $name }
link-once-text = Shown this once. Hand it over in person or by a safe way; good for one use until { $moment }.
role-frontline = Frontline
role-investigator = Investigator
role-analyst = Analyst
role-coordinator = Coordinator
role-victim-protection = Victim protection
role-inspector = Inspector
role-administrator = Administrator
role-means-frontline = checks at a counter or a post
role-means-investigator = checks, opens and files records in cases
role-means-analyst = works across records, lists and links
role-means-coordinator = runs the desk and its exchange with others
role-means-victim-protection = sees what protects victims and witnesses
role-means-inspector = reads the log, no records
role-means-administrator = keeps officers, clients and rules, sees no content
clients-lead = Machines that ask with a token, with the same kind of rights as officers.
clients-list = Clients
clients-none = No client yet.
client-add = Add a client
client-name = What it is
client-days = Good for days (at most 90)
client-add-send = Add, and make the token
token-once = Token for { $name }
token-once-text = Shown this once. Put it where the machine keeps its secrets; good until { $moment }.
made = Made
good-until = Good until
revoke = Revoke
revoke-sure = Revoke this token? The machine is refused from then on; this cannot be undone.
revoked = revoked

## Rules
rules-lead = By this text the node decides who may do and see what. What no rule permits is refused.
rules-standard = The standard rules, unchanged.
rules-changed = Changed { $moment }
rules-faulty = The text is not valid. Nothing was changed.
rules-line = Line { $line }:
rules-text = Rules (Cedar)
rules-words = Why they are changed
rules-hint = The text is checked before it holds. The change is logged with both texts.
rules-send = Check and put in force

## Thresholds

thresholds-lead = From these likelihoods on, an answer is called possible, and a match. Lower ones find more and raise more false alarms; higher ones the reverse.
thresholds-possible = Possible from
thresholds-match = A match from
thresholds-words = Why they are set
thresholds-hint = They hold for checks, screening and questions that stand open, from the next answer on. The change is journaled.
thresholds-send = Set
outlook-title = What to expect a day
outlook-basis = Reckoned from this node's own checks. Checks counted: { $checks }. Days: { $days }.
outlook-thin = So few checks tell little of the next day: take these figures as a rough guess.
outlook-threshold = From
outlook-alarms = Alarms a day
outlook-false = Of them false
outlook-missed = True ones below it
outlook-possible = possible
outlook-match = match
outlook-note = An alarm is a record that answers a check. How many are false, and how many true ones lie below, is reckoned from the likelihoods: of ten answers at 90% one is expected to be false. True ones are counted down to 5%.

## Sign-in
sign-in = Sign in
sign-in-text = Use the passkey of this device or your security key. There is no password.
sign-in-send = Sign in with a passkey
sign-in-help = New here, or a new device? Ask your administrator for an enrolment link.
sign-in-trouble-ended = Your session has ended. Sign in again to go on.
sign-in-trouble-link-dead = This link was used already or has run out. Ask your administrator for a new one.
sign-in-trouble-refused = That passkey is not known here, or your account is disabled. Ask your administrator.
passkey-none = This browser cannot use passkeys. Use a current browser over a secure address.
passkey-refused = The node did not accept this passkey. Try again, or ask your administrator.
passkey-stopped = Stopped before the end. Nothing has changed; try again when you are ready.
passkey-busy = Follow your device…
passkey-script = Passkeys need JavaScript. Allow it for this address and open the page again.
enrol-title = Make your passkey
enrol-welcome = Welcome, { $name }
enrol-text = Make a passkey on this device or a security key. From then on you sign in with it: with your finger, your face or its PIN.
enrol-send = Make the passkey
enrol-until = This link is good for one use until { $moment }.
enrol-not-you = Not you? Close the page and tell your administrator.
link-title = Sign in as { $name }
link-send = Sign in
link-hint = This link works on this machine only.
signed-out-title = You are signed out
signed-out-text = Nothing of what you saw is kept on this device. You may close the window.
signed-out-again = Sign in again

## Tour
tour-title = Things to try
tour-lead = The persons, documents and things in this node are invented. Each of these fills the box; you press Check.
tour-fill = Fill the box
tour-then = And then
tour-then-1 = Open a match: what its owner states, whence, for whom, and what it is linked with.
tour-then-2 = Keep a question open, bring in a list that answers it, and see the alert arrive.
tour-then-3 = Sign in as the inspector and find everything you have just done in the log.
tour-stolen-passport = A stolen passport
tour-text-stolen-passport = The two lines at the foot of a passport that was reported stolen.
tour-nothing-known = Nothing known
tour-text-nothing-known = The answer to nearly every check: fast, plain, and logged all the same.
tour-misread-zone = A misread line
tour-text-misread-zone = The scanner took a zero for an O. A check digit proves what was meant.
tour-false-zone = A false check digit
tour-text-false-zone = Nothing fits: see which digit fails, and what to do.
tour-wanted-name = A wanted person
tour-text-wanted-name = A name and a date of birth, as one would type them.
tour-other-script = Another script
tour-text-other-script = A person recorded in Latin letters, asked for in their own script.
tour-typing-error = A typing error
tour-text-typing-error = Names swapped and misspelt, and still found.
tour-partial-date = Half a birth date
tour-text-partial-date = Only the year is known. See how much less sure the answer is.
tour-phone = A phone
tour-text-phone = A number from a seized handset.
tour-plate = A plate
tour-text-plate = A van at the border.
tour-victim = Somebody to protect
tour-text-victim = Not a suspect. See how different the answer looks, and for which purposes it is shown.
tour-network = A real network
tour-text-network = A human-smuggling organisation on a public sanctions list, with its persons, passports and addresses.

## Troubles
trouble-not-found = Not here
trouble-next-not-found = There is nothing at this address that you may see. Check the address, or search by a check.
trouble-refused = Not permitted
trouble-next-refused = The refusal is logged. If your work needs this, ask your administrator which role covers it.
trouble-invalid = That cannot be read
trouble-next-invalid = Go back, put it right and send it again. Nothing was changed.
trouble-conflict = Changed meanwhile
trouble-next-conflict = Somebody else changed it while you worked. Open it again and repeat your change.
trouble-too-large = Too large
trouble-next-too-large = Split the file, or import it at the command line of the node.
trouble-largest = At most { $size }.
trouble-too-many = Too many at once
trouble-next-too-many = Then go on as before. Many checks in a row go faster as a batch.
trouble-wait = { $count ->
    [one] Wait one second.
   *[other] Wait { $count } seconds.
}
trouble-stranger = From elsewhere
trouble-next-stranger = This form was sent from another site, or the browser hides where it comes from. Open this node's own page and send it there.
trouble-broken = Something broke
trouble-next-broken = It was logged. Try once more; if it happens again, give this number to whoever keeps the node.
trouble-reference = Number:
trouble-not-ready = Not ready yet
trouble-next-not-ready = The node is starting or its store is away. Try again in a moment.
trouble-home = To the start

# Twins: pairs of records that may be of one person or thing
pair-name-different = One record has “{ $query }” where the other has “{ $record }”.
pair-name-missing = { $how ->
    [record-lacks] Only the first record has “{ $query }”.
    [query-lacks] Only the second record has “{ $record }”.
   *[other] One of the names has more parts than the other.
}
pair-any = { $how ->
    [same] { $what }: the same on both, { $record }.
    [against] { $what }: { $query } and { $record } differ.
    [record-lacks] { $what }: { $query } is on the first record alone.
    [query-lacks] { $what }: { $record } is on the second record alone.
   *[other] { $what }: { $query } and { $record } agree.
}
twins-lead = Pairs of records that may be of the same person or thing. Nothing is merged: every record stays its owner’s.
twins-shown = Which pairs are shown
twins-waiting = Waiting
twins-none = Nothing waits to be judged.
twins-judged-none = Nothing has been judged so.
twins-start = Judge one by one
twins-seek = Search the whole store
twins-kind = Kind
twins-every-kind = Every kind
twins-narrow = Show
twins-more = More
twin-title = Are these two the same?
twin-beside = Side by side
twin-property = Property
twin-agreement = Do they agree?
twin-waiting = { $count } waiting
twin-why = What speaks for and against
twin-skip = Skip
twin-undo = Take back
twin-words = Add why
twin-words-hint = Shown to whoever may see both records. It goes when one of them is withdrawn.
twin-group = Both hold together with
twin-against = Others who are the same as these two were judged different. Judged the same, they would contradict that.
twin-against-pair = Look at that pair
twin-history = Judged before
twin-not-judged = Nobody has judged this pair.
twin-undone = Taken back { $moment }
twin-changed = This pair was judged before. A record has changed since, so it is asked again.
twin-changed-short = changed since
profile = Profile
profile-count = { $count ->
    [one] one record
   *[other] { $count } records
}
profile-lead = All records that were judged to be of the same person or thing. Every value stays with its owner.
profile-values = What they say
profile-records = Records
profile-alone = No other record was judged to be the same.
profile-judgements = Judgements
profile-aside = A judgement contradicts the others and is not followed here.
profile-waiting = Perhaps the same too
profile-apart = Judged different
judgement-same = Same
judgement-different = Different
judgement-unsure = Unsure
agreement-equal = equal
agreement-spelt = written differently
agreement-unequal = not equal
agreement-single = only here

## Hits: two members hold a piece of the same
hits-unanswered = { $count ->
    [one] One hit waits for an answer
   *[other] { $count } hits wait for an answer
}
hits-unanswered-short = Hits that wait for an answer
hits-lead = Another member holds a record that may be of the same person or thing as one of ours. Both say what they find, before the clock runs out.
hits-shown = Which hits are shown
hits-ours = For us to answer
hits-theirs = For them to answer
hits-over = Answered by both
hits-none-ours = No hit waits for an answer of ours.
hits-none-theirs = No hit waits for the other side.
hits-none-over = No hit has been answered by both sides.
hits-start = Answer one by one
hit-new = New hit
hit-title = Hit with { $member }
hit-with = with { $member }
hit-not-here = theirs is not shown here
hit-they-say = { $member }: { $word }
hit-left = { $time } left
hit-late = late by { $time }
span-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] one day
   *[other] { $count } days
}
term-urgent = to be answered within 8 hours
term-soon = to be answered within 3 days
term-usual = to be answered within 7 days
hit-state-raised = Not answered
hit-state-open = Not decided
hit-state-confirmed = Confirmed by both
hit-state-refuted = Not the same
hit-state-inconclusive = Cannot be told
hit-means-raised = This is a lead. Nothing may be done to anybody because of it before both sides have confirmed it.
hit-means-open = This is a lead. Nothing may be done to anybody because of it before both sides have confirmed it.
hit-means-confirmed = Both sides say that it is the same. What the owners ask to be done is shown with their records.
hit-means-refuted = It is not raised again as long as the records say what they say now.
hit-means-inconclusive = Both sides have decided, and it cannot be told from what they hold.
hit-word-acknowledged = at work on it
hit-word-confirmed = the same
hit-word-refuted = not the same
hit-word-inconclusive = cannot tell
hit-say-acknowledged = We are on it
hit-say-confirmed = The same
hit-say-refuted = Not the same
hit-say-inconclusive = Cannot tell
hit-contact = Whom to ask
hit-ask = { $member } holds a record on what may be the same person or thing. What it says is not shown to us: ask { $contact }.
hit-answer = What do you find?
hit-final = What is decided stays decided.
hit-next = Next hit
hit-said = What each side says
hit-nothing-said = Has said nothing yet
hit-clock = To be answered by
hit-raised = Raised
hit-they-see-full = They see our record.
hit-they-see-contact = They know that we hold a record, and to ask us; not what it says.
hit-they-see-silent = They are not told of this hit.
hit-we-see-full = Theirs is addressed to us, and is not here, or not for you to see.
hit-we-see-contact = They let us know that there is one, and no more.
hit-we-see-silent = Their record is not for us.
hit-our-check = what one of our checks asked
hit-a-check = a check of theirs
hit-checked = A check by { $member }
hit-asked = What was asked
hit-asked-kept = what was asked is not kept for this purpose, or no longer
hit-record = The record
hit-our-record = Our record
hit-ask-check = { $member } has checked what may be the same person or thing as this record: ask { $contact }.
hit-they-see-check-full = They see who checked, for what, and what was asked.
hit-they-see-check-contact = They see who checked and for what; not what was asked.

## Our records elsewhere: who has them, who looked
window-lead = Our records that other members hold: who looked at them, and who has not yet confirmed that what was taken back is gone.
window-recalls = Taken back, not yet confirmed gone
window-recalls-none = Everybody has confirmed that what was taken back is gone.
window-member = Member
window-since = Taken back
window-stands = How it stands
window-waiting = Not confirmed
window-confirmed = Confirmed
window-each = Each that waits
map-label = Map of the members that were told to destroy copies; the list below says the same
window-looks = Who looked
window-looks-none = Nobody elsewhere has looked at a record of ours.
window-of-record = This record
window-all = All our records
window-pseudonym = Officers are shown by a pseudonym that only their own member can resolve.
look-done = When
look-who = Who
look-what = What
look-why = Why
look-consulted = shown as an answer
look-opened = opened
look-listed = shown in a list
look-exported = taken out
look-printed = printed
look-carried = taken along to a post without a line
record-foreign = This record is another member’s: { $owner }. They see that it was opened here, by which unit and for what purpose.
record-holders = Who has it
record-holders-none = No other member has it.
record-looks-none = Nobody elsewhere has looked at it.
record-recall = Taken back
record-recall-told = { $gone } of { $all } have confirmed that their copy is gone
holder-has = has version { $version }, confirmed { $moment }
holder-waits = version { $version } left { $moment }, not yet confirmed
holder-gone = has confirmed { $moment } that its copy is gone
holder-going = was told { $moment } to destroy its copy, and has not confirmed
stands-done = all confirmed
stands-waits = has not confirmed
stands-late = late
stands-unreached = not reached
recall-late = late
recall-very-late = very late
recall-alarm-late = Recall not confirmed
recall-alarm-very-late = Recall still not confirmed

## The network
network-none = This node is in no network
network-aloud = The members of a network know each other by these fingerprints. Before one is trusted it is read aloud, by a voice that is known.
network-how = Networks are joined at the command line: liaison peer --help.
network-fingerprint = Fingerprint of the network
network-identity = Fingerprint of this node
network-members = Members
network-class = Class
network-standing = Standing
network-reached = Last reached
network-waiting = Waits for it
network-mailbox = In the mailbox of { $hub }, since
network-node = Node
network-own = this node
network-fault = not reached since { $moment }:
network-never = never reached
class-bureau = bureau
class-hub = hub
class-institution = institution
class-service = service
class-partner = partner
member-is-active = active
member-is-suspended = suspended
member-is-removed = removed
heard-never = never heard of
heard-stale = its keys are old
heard-fresh = keys are fresh
heard-lapsed = nothing is sealed to it any more

## Messages and requests
threads-unanswered = { $count ->
    [one] One message or request waits for us
   *[other] { $count } messages and requests wait for us
}
place-threads = Messages
done-said = It is said, and on its way to those who take part.
done-said-back = It is taken back. Every copy elsewhere is being destroyed.
done-thread-taken = It is in other hands now.
done-thread-noted = The note is kept. It stays in this house.
done-draft-kept = The draft is kept.
act-said = Message
act-said-back = Message taken back
act-thread-read = Thread read
act-thread-taken = Thread handed over
act-thread-noted = Note for the house
act-request-late = Request grew late
box-new = New
box-mine = Mine
box-unit = My unit’s
box-ours = Waiting for us
box-theirs = Waiting for them
box-late = Overdue
box-all = All
threads-boxes = Which messages are shown
threads-none = Nothing is here.
threads-unanswered-short = Messages that wait for us
thread-new = New message or request
thread-gone = Its owner took back what opened it
thread-unread = not read
climbed-1 = with the unit and its head
climbed-2 = with the duty desk
waits-ours = our turn
waits-theirs = their turn
waits-over = over
keys = Keys
keys-walk = to the next and the one before
keys-open = open
keys-word = say the word of this number
keys-up = back to the list
request-identity-check = Identity check
request-hit-confirmation = Confirmation of a hit
request-whereabouts = Whereabouts
request-criminal-record = Criminal record
request-document-check = Document check
request-subscriber-data = Subscriber data
request-life-at-risk = Life at risk
request-other = Other request
request-state-sent = Sent
request-state-acknowledged = Acknowledged
request-state-clarifying = Clarification asked
request-state-leave-asked = Leave asked to pass it on
request-state-partly-answered = Partly answered
request-state-answered = Answered
request-state-refused = Refused
request-state-closed = Closed
request-state-withdrawn = Withdrawn
request-means-sent = Nobody has said yet that they are at work on it.
request-means-acknowledged = Somebody is at work on it. The clock runs.
request-means-clarifying = The one who is asked needs to know more. The clock rests until the asker has answered.
request-means-leave-asked = The one who is asked would have another member answer. The clock rests until the asker has decided.
request-means-partly-answered = Part of it is answered. The clock runs for the rest.
request-means-answered = It is answered. The asker closes it.
request-means-refused = It is refused, on the ground that is said below.
request-means-closed = The asker is done with it.
request-means-withdrawn = The asker no longer asks.
word-acknowledged = at work on it
word-clarification-asked = asks for clarification
word-clarified = clarifies
word-leave-asked = asks leave to pass it on
word-forwarded = passed on
word-leave-denied = not to be passed on
word-refused = refused
word-partly-answered = answers in part
word-answered = answers
word-closed = closed
word-withdrawn = withdrawn
say-acknowledged = We are on it
say-clarification-asked = Ask for clarification
say-clarified = Clarify
say-leave-asked = Ask to pass it on
say-forwarded = Pass it on
say-leave-denied = Not to be passed on
say-refused = Refuse
say-partly-answered = Answer in part
say-answered = Answer
say-closed = Close
say-withdrawn = Withdraw
ground-not-available = Not held here, and looked for
ground-leave-refused = A court refused its leave
ground-not-permitted = Personal data beyond what may be passed on
ground-security = National security
ground-danger = Would endanger an investigation or a person
ground-interests = Would harm important interests of a legal person
ground-minor-offence = The offence is minor there, or none
ground-source-refuses = Its source gives no leave
thread-said = What was said
thread-taken-back = Its author took this back. It cannot be read any more.
thread-take-back = Take back
thread-back-sure = Take this message back? It cannot be read again anywhere.
mark-read = opened there { $moment }
mark-delivered = delivered { $moment }
mark-sent = on its way
mark-waits = not sent yet
thread-crossed = Known here
thread-crossed-hint = Whom the request names was looked up here. You see this; the other members do not.
thread-crossed-none = Nothing known is shown to you.
thread-reply = Message
draft-kept = Draft kept
draft-kept-at = Draft kept { $moment }
draft-hint = What you write is kept by itself until it is sent.
draft-keep = Keep as a draft
thread-ground = Ground of a refusal
thread-forward-to = Pass on to
thread-send = Send
thread-facts = What holds for it
thread-members = Who takes part
thread-kind = What is asked
thread-asked = of { $member }
thread-about = About
thread-term = Urgency
thread-crime = Crime area
thread-records = Records it names
thread-house = In this house
thread-with = { $officer } works on it.
thread-nobody = Nobody has taken it.
thread-take = I take it
thread-hand-over = Hand over to
thread-to-nobody = nobody
thread-hand = Hand over
thread-notes = Notes for the house alone
thread-note = Note, which never leaves
thread-note-keep = Keep the note
thread-message = Message
template-in = Template in:
thread-to = To
thread-copies = Also to (codes of members)
thread-subject = Subject
thread-text = What is said or wanted
about-name = Name
about-born = Born
about-document = Document number
thread-life = A life is at risk. Somebody must say within minutes that they are at work on it; if nobody can, call the other member now.
thread-life-does = It overtakes everything, sounds there at once, and must be acknowledged by a person within minutes.
thread-life-new = Life at risk: a person must acknowledge it
thread-caveat-text = What H3 stands for
crime-trafficking = Trafficking in human beings
crime-smuggling = Smuggling of migrants
crime-child-abuse = Sexual abuse of children
crime-missing-persons = Missing persons
crime-document-fraud = Document fraud
crime-money-laundering = Money laundering
crime-other = Other crime
template-identity-check = Please tell us whether this person is known to you, under which identities and documents, and whether a photograph or fingerprints are held. | Reason: | Where and when the person was met:
template-hit-confirmation = Please confirm that the person or thing of this hit is the one of your record, and whether what your record asks to be done still holds. | What we have before us:
template-whereabouts = Please tell us where this person is or was last, and how sure that is. No measure is asked for. | Last known to us:
template-criminal-record = Please send what of this person’s criminal record may be passed on: convictions with offence, court, date and sentence. | Proceedings here:
template-document-check = Please tell us whether this document was issued by you, to whom, until when it holds, and whether it was reported stolen, lost or revoked. | Issuer and number as read: | What makes us doubt it:
template-subscriber-data = Please tell us who held this number or account at the time stated, and where it was paid from, as far as your law gives it to police. | Number or account: | From and to, with the time zone:
template-life-at-risk = A life is at risk. What is needed, and by when: | Where the person may be: | Call us at once at:
