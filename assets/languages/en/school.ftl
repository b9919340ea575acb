# The school's own page in review. English for now.

school-open = School
school-doing = Telling the school…
school-kept = It is written down, and told to everybody.
school-later = It is written down here. Tablets and staff hear of it when the share is there again.
school-approved = { $name } is in.
school-revoked = It is shut out. What it said before stays; what it says from now on is set aside.
school-imported = Pupils added: { $added }. Known before: { $known }. In the school and not in the list (they stay): { $left }. Lines that did not go in: { $wrong }.
school-destroyed = Entries destroyed: { $number }. A receipt was kept of each.
school-pupils = Pupils
school-adults = Adults and computers
school-roster = Class list
school-keeping = Keeping
school-checks = Checks
school-keys = Keys
school-keep = Keep it
school-and-more = … and { $count } more

### Pupils
school-no-pupils = There are no pupils yet. A class list from the school’s own system brings them in.
school-to-roster = Class list
school-all-pupils = All pupils
school-search = Search by name, class or number
school-no-to = No to: { $what }
school-ask-again = Ask again
school-ask-again-why = The young person decides now and has not been asked yet
school-number = Number { $number }
school-purpose-video = Video
school-purpose-voice = Voice
school-purpose-photo = Photos
school-purpose-pages = Staff pages
school-purpose-outside = Outside school
school-not-asked = nobody has said
school-given = agreed
school-objected = objection
school-stands = What holds now
school-stands-so = { $what }: { $how }
school-who-when = { $who }, { $when }
school-decides-unknown = Whoever has parental responsibility decides. The birth day is not known, so nobody is told when the young person decides themselves.
school-decides-parents = Whoever has parental responsibility decides. From { $day } on the young person decides themselves.
school-decides-young-person = The young person decides themselves, since { $day }. What others agreed before holds until they were asked.
school-decides-interests = The young person was found unable to decide this. It is decided in their best interests; their own no is always obeyed.
school-law-england = England: views and support in school rest on the school’s public task; anything outside school needs consent. An objection is always obeyed. From the last Friday in June of Year 11 the young person decides.
school-law-wales = Wales: views and support in school rest on the school’s public task; anything outside school needs consent. An objection is always obeyed. From the last Friday in June of Year 11 the young person decides.
school-write-down = Write down what was said
school-about = About what?
school-who = Who says it?
school-who-parent = A parent or carer
school-who-pupil = The pupil
school-who-list = The school’s own list
school-who-interests = Decided in their best interests
school-responsibility = Do they have parental responsibility?
school-responsibility-yes = Yes
school-responsibility-no = No
school-responsibility-unknown = Not known
school-name = Their name
school-says = What do they say?
school-agrees = Agrees
school-objects = Objects
school-takes-back = Takes back what was said
school-on = On which day? (empty for today)
school-note = Write it down
school-flags = Never to be shown
school-flags-sub = Obeyed wherever something is published, and never shown on a tablet.
school-born-title = Birth day
school-born = Birth day, such as 3 May 2010
school-born-keep = Keep the birth day
school-capacity = Can they decide this?
school-capacity-sub = Everybody is taken to be able to decide for themselves, until somebody found that they cannot decide this, with help.
school-found-by = Who found it
school-can-decide = They can decide
school-cannot-decide = They cannot decide this
school-history = What was written down
school-history-empty = Nothing yet.
school-by-pupil = the pupil
school-by-parent-yes = { $name } (parental responsibility)
school-by-parent-no = { $name } (no parental responsibility)
school-by-parent-unknown = { $name } (parental responsibility not known)
school-by-list = the school’s list
school-by-interests = { $name } (in their best interests)
school-said-yes = { $who }: agrees to { $what }
school-said-no = { $who }: objects to { $what }
school-said-back = { $who }: takes back what was said about { $what }
school-found-can = { $name }, { $when }: can decide this
school-found-cannot = { $name }, { $when }: cannot decide this
school-flag-on = From now on: { $what }
school-flag-off = No longer: { $what }
school-noted-by = written down by { $name }, { $when }
school-before = known before this was kept
school-weight-responsibility = counts as no yes: parental responsibility is not known
school-weight-not-yet = counts as no yes: the pupil does not decide this yet
school-weight-until = obeyed until the young person has decided
school-weight-young-person = does not count: the young person decides
school-weight-can-decide = does not count: nobody found that they cannot decide
school-weight-cannot-decide = counts as no yes: they were found unable to decide this

### Adults and computers
school-asking = Waiting to join
school-nobody-asks = Nobody asks to join. A new computer asks by itself when it is set up.
school-asks-since = asked { $when }
school-cannot-sign = Letting in and shutting out is done at an administrator’s computer.
school-words-how = Six words are on the screen of the new computer. Go there, or have them read to you, and type them here.
school-words = The six words
school-let-in = Let it in
school-computers = Computers and people
school-this-one = This one
school-roles = What they do
school-role-tablet = Tablet
school-role-senco = SENCo
school-role-dsl = Safeguarding lead
school-role-head = Head
school-role-chair = Chair of governors
school-role-admin = Administrator
school-take-role-ask = Take this from them? From then on they read nothing new of it.
school-take-role-yes = Yes, take it
school-earlier = Give what was said before
school-earlier-sub = What they may hear and cannot read, because it was said before they came or had their role.
people-given = { $number ->
    [0] There is nothing yet that { $name } may hear.
    [one] One thing that was said before is on its way to { $name }.
   *[other] { $number } things that were said before are on their way to { $name }.
}
people-earlier = { $name } hears worries from now on. This computer may not give those from before: somebody who hears worries does, with “Give what was said before” under School, Adults and computers, { $name }.
school-revoke = Shut it out
school-revoke-ask = Shut this computer out? What it said before stays; from now on nobody hears it, and it hears nobody.
school-revoke-yes = Yes, shut it out
school-others = Adults without a computer here
school-others-sub = Pupils can say that they want to talk to them, or that they should not see a worry.
school-others-none = There are none yet.
school-add-adult = Add an adult
school-adult-name = Their name, as pupils say it
school-adult-sub = Pupils can name them as soon as tablets have heard of it.
school-picture-days = Picture and days
school-picture = Their picture
school-picture-sun = Sun
school-picture-moon = Moon
school-picture-star = Star
school-picture-ball = Ball
school-picture-apple = Apple
school-picture-tree = Tree
school-picture-flower = Flower
school-picture-boat = Boat
school-picture-train = Train
school-picture-car = Car
school-picture-drum = Drum
school-picture-kite = Kite
school-picture-hello = Waving hand
school-days = Days on which they are in
school-days-unknown = No days said: may always be in
school-remove = Take away
school-remove-ask = Take this adult away? Pupils can then no longer name them.
school-remove-yes = Yes, take away

### The class list
school-roster-how = Drop the file on this window, or type where it is.
school-roster-let-go = Let go: it is read here, and nothing goes in yet.
school-roster-systems = A list as Bromcom, Arbor, SIMS, Wonde, Assembly and others export it (CSV). Other columns can be matched by hand.
school-path = Where the file is
school-read = Look at it
school-another-file = Another file
school-import = Take it in
school-separator-comma = commas between columns
school-separator-semicolon = semicolons between columns
school-separator-tab = tabs between columns
school-missing = Say first which column is: { $what }. Press a column below.
school-would-add = { $count ->
    [0] No pupil is new.
    [one] One pupil is new.
   *[other] { $count } pupils are new.
}
school-would-know = { $count ->
    [0] Nobody is known already.
    [one] One is known already and is brought up to date.
   *[other] { $count } are known already and are brought up to date.
}
school-would-leave = { $count ->
    [0] Everybody of the school is in the list.
    [one] One of the school is not in the list, and stays.
   *[other] { $count } of the school are not in the list, and stay.
}
school-knows-nobody = Nobody in this list is known here, though the school has pupils: each would be there twice. Look whether the right column is the number.
school-columns = Which column is what
school-column = Column { $number }
school-header = The first line names the columns
school-column-none = left out
school-column-first = First name
school-column-last = Last name
school-column-class = Class
school-column-year = Year
school-column-number = Pupil number
school-column-born = Birth day
school-column-no-image = No image
school-column-no-name = No name
school-column-no-location = No location
school-column-no-video = Objects to video
school-wrong-lines = Lines to look at
school-leavers = In the school, not in the list: they stay

### When it is open
school-opening = When school is open
school-opening-sub = Pupils see when a worry is read. A worry that nobody opens is told on by this clock.
school-cannot-tell = A SENCo or an administrator changes this at their own computer.
school-open-from = Hours and days
school-opens = School opens at, such as 8:30
school-closes = School closes at, such as 16:00
school-weekdays = Open on
school-terms = Terms
school-terms-none = No terms are named: it is always term.
school-first-day = First day of a term, such as 2 September 2026
school-last-day = Its last day
school-add-term = Add this term
school-take-out = Take out { $what }
school-from-to = { $from } to { $to }
school-closed = Closed days within a term
school-closed-none = None are named.
school-closed-first = Closed on, such as 26 October 2026
school-closed-last = Up to (empty for one day)
school-close = Add closed days
school-limits = How long a worry may wait unopened
school-limits-sub = Then the next person is told. It can be made shorter and never longer than this.
school-limit-urgent = “I am not safe now”, at any hour
school-limit-worry = Any other worry, in school time
school-minutes = { $count ->
    [one] One minute
   *[other] { $count } minutes
}
school-hours-kept = It is kept, and told to everybody.

### Keeping
school-keeping-sub = What has been kept long enough is listed first, and goes only when somebody says so. What nobody has opened, what safeguarding keeps, and worries never go by themselves.
school-months = How long each is kept
school-months-worry = Until somebody withdraws it. No clock takes a worry away.
school-for-ever = Until somebody withdraws it
school-for-months = { $count ->
    [one] One month
   *[other] { $count } months
}
school-over = What has been kept long enough
school-over-none = Nothing has been kept longer than it should be.
school-cannot-destroy = A SENCo does this at their own computer.
school-dry-run = List what would go
school-destroy = Destroy what is listed
school-destroy-ask = What is listed to go is destroyed wherever we put it. It cannot be brought back.
school-destroy-yes = Yes, destroy it
school-goes = would go
school-held = kept by safeguarding
school-unopened = kept: nobody has opened it
school-needed = kept: something newer plays what was said in it
school-nation = Whose law holds
school-nation-england = England
school-nation-wales = Wales

### Checks
school-checks-sub = What works here, what does not, and what to do about it.
school-check = Check now
school-check-again = Check again
school-all-well = Everything that was looked at is well.

### Keys
school-signs = Who lets in and shuts out
school-safes = The words in the safes
school-safe-school = The school’s safe: 24 words that bring everything back but worries, and that can make a new administrator.
school-safe-worry = The head’s safe: 24 words that bring worries back.
school-safe-chair = The chair of governors’ safe: 24 words that bring worries about the head back.
school-safe-lost = They were shown once and are kept nowhere else. Whoever lost a passphrase comes back with them; each safe opens only its own part.
school-changes = What was changed, and who signed it
school-came = Let in: { $names }.
school-went = Shut out: { $names }.
school-changed = Other roles or keys: { $names }.
school-safes-changed = The keys of the safes.
school-by-words = the words from the school’s safe
school-signed-by = signed by { $name }, { $when }, number { $number }
school-gone-device = a computer that has gone ({ $device })

school-pages = Pages closed to pupils
school-pages-how = Before anything is published, log in as a pupil on a tablet and run “sayso doctor --as pupil”. It gives a code of eight letters, good for a week.
school-pages-done = A pupil’s login was shown not to read the staff pages. After a change to the share, take a new code.
school-pages-code = The code
school-pages-keep = Take the code
school-pages-passed = It is kept: the staff pages may be published.
