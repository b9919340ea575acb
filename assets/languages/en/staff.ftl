# What staff read where they review what pupils say. English for now.

staff-title = Review
staff-unlock-title = Review
staff-unlock-sub = What pupils say is sealed for you. Your passphrase opens it.
staff-passphrase = Your passphrase
staff-unlock = Unlock
staff-unlocking = One moment
staff-unlock-wait = After a wrong passphrase each try takes longer.
staff-lock = Lock
staff-lock-hint = It locks by itself after five minutes without a touch. Ctrl+L locks it now.

staff-sync = Sync now
staff-syncing = Looking at the share…
staff-slow = The share is slow to answer. What is here can be read meanwhile.
staff-share-none = The share has not been reached yet.
staff-share-ok = Up to date
staff-share-pages = The staff pages could not be written: they still show what was there before.
staff-share-unreachable = The share cannot be reached. Nothing is lost: what waits here goes out when it is back.
staff-share-read_only = The share cannot be written. Nothing is lost: what waits here goes out when it can be.
staff-share-full = The share is full. Nothing is lost: what waits here goes out when there is room.
staff-share-refused = The share refuses this computer. Nothing is lost. Please tell whoever looks after it.

staff-inbox-empty = Nothing has come in yet.
staff-inbox-empty-sub = What pupils send appears here by itself.
staff-alarm = For whoever looks after the computers ({ $count }): { $what }
staff-search = Search by name or words
staff-found = Found
staff-found-nothing = Nothing found. Try fewer words, or the beginning of one.
staff-section-worries = Worries
staff-section-new = New
staff-section-unanswered = Waiting for your answer
staff-section-heard = Opened and answered
staff-section-withdrawn = Withdrawn
staff-count = { $name } ({ $count })

staff-no-name = No name given
staff-not-safe = Not safe now
staff-waiting = Not opened yet, for { $time }
staff-waiting-now = It has just come in
staff-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
staff-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
staff-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

staff-kind-clip = Video
staff-kind-voice = Voice
staff-kind-symbols = Message
staff-kind-sort = Sort
staff-kind-tips = Top tips
staff-kind-page = One-page profile
staff-kind-worry = Worry
staff-kind-survey = Survey
staff-kind-made = Something made
staff-kind-observation = Staff observation

staff-state-new = New
staff-state-seen = Opened
staff-state-published = On the staff pages
staff-state-taken_back = Taken back by the pupil
staff-state-withdrawn = Withdrawn
staff-state-held = Kept by safeguarding

staff-today = today at { $time }
staff-yesterday = yesterday at { $time }
staff-weekday-at = { $weekday } at { $time }
staff-weekday-0 = Monday
staff-weekday-1 = Tuesday
staff-weekday-2 = Wednesday
staff-weekday-3 = Thursday
staff-weekday-4 = Friday
staff-weekday-5 = Saturday
staff-weekday-6 = Sunday
staff-day = { $day } { $month }
staff-day-year = { $day } { $month } { $year }
staff-month-1 = January
staff-month-2 = February
staff-month-3 = March
staff-month-4 = April
staff-month-5 = May
staff-month-6 = June
staff-month-7 = July
staff-month-8 = August
staff-month-9 = September
staff-month-10 = October
staff-month-11 = November
staff-month-12 = December
staff-month-year = { $month } { $year }

staff-choose = Choose an entry to open it.
staff-choose-sub = Once it is open, the pupil can see that you have read it.
staff-opening = Opening…
staff-open-again = Try again
staff-asked = Asked: { $question }
staff-nothing-said = There are no words with it.
staff-more-media = There is more with it than this window shows. “sayso open” writes all of it to a folder.
staff-play = Play
staff-pause = Pause
staff-piece-play = Listen
staff-said-earlier = Said aloud in an earlier one, and kept
staff-made = Said { $when }

staff-urgent = The pupil pressed “I am not safe now”, { $when }. Go to the pupil, and follow your safeguarding policy.
staff-not-for = Should not be seen by: { $names }
staff-talk-to = Wants to talk to: { $name }
staff-no-secret = A worry is never promised secret. Your safeguarding record stays the record.

staff-facts = How it was said
staff-helped-alone = By the pupil alone
staff-helped-helped = Somebody helped
staff-helped-proxy = Somebody chose or wrote it for the pupil
staff-identity-checked = Identity checked
staff-identity-unchecked = Identity not checked: somebody else may have used the name
staff-others-nobody = Nobody else seen or heard
staff-others-seen = Somebody else can be seen or heard
staff-witness = { $name } saw the pupil agree
staff-published-on = On the staff pages since { $when }
staff-flag-no-image = No picture of this pupil may be shown
staff-flag-no-name = This pupil’s name may not be shown
staff-flag-no-location = Where this pupil is may not be shown

staff-audience = Who may see it
staff-audience-always = SENCo and safeguarding staff
staff-audience-worry = Those who read worries
staff-audience-staff = Grown-ups who teach here
staff-audience-meeting = The pupil’s meeting
staff-audience-family = The family
staff-audience-member = { $name } (family)

staff-handling = What became of it
staff-out-of-hours = It came while school was closed
staff-told-waiting = { $name } was told that it waits, { $when }
staff-opened-by = Opened by { $name }, { $when }
staff-concern = This worries me
staff-concern-mark = Worries somebody
staff-concern-by = It worries { $name }, { $when }
staff-concern-ask = Those who keep safe see it with their worries, and it is kept. What the pupil said stays as it is.
staff-concern-why = Why it worries you
staff-concern-yes = Bring it before them
staff-recorded = Recorded in { $place }
staff-recorded-as = Recorded in { $place } with reference { $reference }
staff-done-what = What was done
staff-done-in = Recorded in (CPOMS and the like)
staff-done-reference = With reference
staff-done-keep = Keep what was done

staff-tags = What it is about
staff-tag-learning = Learning
staff-tag-communication = Communication
staff-tag-feelings = Feelings
staff-tag-health = Health
staff-tag-care = Care
staff-tag-friends = Friends
staff-tag-family = Family
staff-tag-travel = Travel
staff-tag-independence = Independence
staff-tag-future = Future
staff-notes = Adults’ notes and quotes
staff-note-by = Note by { $name }, { $when }
staff-quote-by = Quoted by { $name }, { $when }
staff-note-new = Write a note
staff-quote-new = Quote the pupil
staff-note-name = Your note, in your own words
staff-quote-name = The pupil’s words, word for word
staff-quote-name-at = The pupil’s words at { $at } of the clip, word for word
staff-quote-ask = Ask the pupil on the tablet: “Is this what you meant?”
staff-quote-hear = Hear it at { $at }
staff-quote-meant = The pupil says: that is what I meant
staff-quote-not-meant = The pupil says: that is not what I meant
staff-quote-unchecked = Not checked by the pupil
staff-note-keep = Keep it
staff-note-leave = Leave it
staff-note-strike = Strike out
staff-doing-noting = Writing it down…

staff-told = Told me
told-title = A pupil told me something
told-leave = Back to the inbox
told-said = A pupil said it to me
told-seen = I saw it
told-name = First letters of the pupil’s name
told-somebody-else = Somebody else? First letters of the name
told-nobody = No pupil has a name that begins so.
told-of = About { $name }
told-words = What the pupil said, word for word
told-what = What you saw, in your own words
told-ask-said = Ask the pupil on the tablets whether it is right
told-ask-seen = Tell the pupil on the tablets, and ask whether it is right
told-keep = Keep it
told-who-sees = It stands in your name. SENCo and safeguarding staff see it; nobody else until the pupil has agreed.

staff-doing-document = Writing the document…
staff-exported-unchecked = Written: { $path }. It says that the pupil has not checked it yet.
staff-exported-checked = Written: { $path }. It says on which day the pupil checked it.
staff-exported-refused = Written: { $path }. The pupil says that this is not what they meant. It says that the pupil has not checked it.
staff-document-asked = The pupil is asked on the tablets, line by line, when they open “What happened next”.
staff-document-asked-later = The pupil is asked on the tablets when the share is back.
staff-refused = Documents that pupils say no to
staff-refused-what = { $document }: not what I meant
staff-said-aloud = said aloud
staff-shows-video = a video
staff-shows-voice = a recording
staff-shows-picture = a picture
staff-exported-missing = Written: { $path }. Recordings or pictures that could not be opened now: { $count }. Write it again when the share is back.
staff-exported-share-away = Written: { $path }. The share is away: something may have been taken back since. Write it again when it is back.
document-open = Documents
document-title = Documents of { $name }
document-which = Which
document-profile = One-page profile
document-tips = Top tips
document-section-a = Views for Section A or annual review
document-slides = The pupil’s own slides
document-check = Checked by the pupil
document-check-looking = Looking…
document-not-asked = The pupil was not asked yet
document-changed = It has changed since the pupil was asked
document-asked = The pupil is asked on the tablets since { $when }
document-yes = The pupil says: that is what I meant ({ $when })
document-no = The pupil says: that is not what I meant ({ $when })
document-no-lines = Not what they meant:
document-for-others = Of this year the pupil chose for other readers: { $count }. That is not in it.
document-ask = Ask the pupil: is this what you meant?
document-ask-again = Ask the pupil again
document-ask-sub = Until it is answered, what it says lies on every tablet of the school.
document-as = As
document-docx = Word
document-html = A page to print
document-pptx = Slides
document-in = In
document-english = English
document-welsh = Welsh
document-folder = Folder
document-write = Write it
document-who = In it goes what the pupil chose for those who read it, never a worry. A file leaves what Say So can take back: keep it where it belongs.

staff-replies = Answered
staff-reply-symbols = Look for a symbol for the answer
staff-reply-symbol-add = Add “{ $word }”
staff-reply-symbol-drop = Take the last symbol away
staff-reply = Your answer to the pupil
speak-say = Say it
speak-sign = Sign it
speak-preview = What the camera sees
speak-opening = Opening the microphone…
speak-ready = The camera is on. Nothing is recorded yet.
speak-recording = Recording: { $time } of 5.00
speak-silent = The microphone hears nothing. Is it on?
speak-ending = One moment…
speak-begin = Begin
speak-stop = Stop recording
speak-away = Throw the recording away
speak-listen = Listen to your answer
speak-watch = Watch your answer
speak-pause = Pause your answer
speak-say-again = Say it again
speak-sign-again = Sign it again
speak-goes = { $time } recorded. It goes with “Send answer”.
speak-went-sound = Said in their own voice
speak-went-video = Said or signed on video
staff-reply-worry = Your note on this worry
staff-reply-worry-sub = It stays with those who read worries. The pupil’s tablet only says that you have read it and would like to talk.
staff-reply-send = Send answer
staff-reply-keep = Keep note

staff-no-other-child = I have looked: no other child can be recognised
staff-publish = Publish
staff-publish-hidden = Publish it so
staff-hide = Hide somebody
staff-hide-how = Pull the dark part over whoever must not be seen, and its corner to make it larger. With keys: arrows move it, Shift and arrows change its size, Delete takes it away.
staff-hide-add = Hide a part
staff-hide-part = Hidden part { $number }
staff-hide-remove = Take part { $number } away
staff-hide-keep = Show only a part
staff-hide-kept = What is shown
staff-hide-keep-all = Show all of it
staff-hide-still = Only this picture, with the voice
staff-hide-moving = Let it move again
staff-hide-done = Done
staff-something-hidden = Something is hidden on the pages
staff-meant = The pupil: yes, that is what I meant
staff-not-meant = The pupil: no, that is not what I meant
staff-meant-unknown = The pupil is asked: is this what you meant?
staff-withdraw = Withdraw
staff-withdraw-ask = Withdrawing destroys it wherever we put it. Copies that others made cannot be called back.
staff-withdraw-reason = Why? This is kept in the receipt.
staff-withdraw-yes = Yes, withdraw it
staff-hold = Hold
staff-hold-ask = A safeguarding hold: it is kept whatever else is asked, and cannot be withdrawn.
staff-hold-yes = Yes, hold it
staff-cancel = Cancel
staff-ok = OK

staff-doing-publishing = Publishing…
staff-doing-withdrawing = Withdrawing…
staff-doing-replying = Sending your answer…
staff-doing-holding = Keeping it for safeguarding…
staff-doing-asking = Telling the tablets
staff-doing-words = Telling the tablets…
staff-published = It is on the staff pages.
staff-published-hidden = It is on the staff pages, with something hidden. The pupil is not asked, since no tablet here sent it.
staff-published-asked = It is on the staff pages, with something hidden. The pupil is asked on their tablet whether this is what they meant.
staff-replied = It is kept, and on its way to the pupil’s tablet.
staff-withdrawn = It is withdrawn and destroyed wherever we put it. Copies that others made cannot be called back.
staff-publish-later = It is on the staff pages. Other staff hear of it when the share is back.
staff-reply-later = It is kept here and goes out when the share is back.
staff-asked-later = It is written down. Tablets hear of it when the share is there again.
staff-hold-later = It is kept for safeguarding here. Others hear of it when the share is back.

staff-do-publish-others-not-looked-at = Look at it first. If no other child can be recognised, tick the box and publish again.
staff-do-publish-taken-back = Withdraw it, so that it is destroyed.
staff-do-publish-not-for-staff = Ask the pupil; they can say it again for staff.
staff-do-withdraw-held = Ask the safeguarding lead.
staff-do-worry-unopened = Open it first: a worry is never destroyed unheard.
staff-do-wrong-role = Ask the safeguarding lead.
staff-do-seal-wrong-passphrase = Try again. Each wrong one makes the next wait longer.
staff-do-home-in-use = Close the other program, then try again.
staff-do-share-later = Do it again when the share is back.

staff-year = What { $name } has said
staff-year-compared = From one time to the next
staff-year-sort = Sorted: { $topic }
staff-year-face = face { $face } of { $of }
staff-year-quiet = { $count ->
    [one] One week without a word
   *[other] { $count } weeks without a word
}
staff-year-quiet-now = { $count ->
    [one] Not heard from for a week
   *[other] Not heard from for { $count } weeks
}
staff-year-nothing = Nothing of this kind.
staff-more = { $count } more
staff-quiet = Not heard from for six weeks
staff-quiet-since = last { $when }
staff-quiet-never = never yet
staff-year-empty = This came without a name.
staff-year-show = All from this pupil
staff-back = Back

staff-stop = Stop

### What pupils are asked
staff-questions = Questions
questions-back = Back to the inbox
questions-new = Ask something
questions-title = What it is called (may be empty)
questions-question = Question { $number }
questions-faces = Question { $number } is answered on five faces
questions-away = Take question { $number } away
questions-add = One more question
questions-whom = Who is asked
questions-everybody = Everybody
questions-try = Try it with pupils first
questions-try-why = Two questions come at the end: are these good questions, and what should we ask instead. What pupils answer in a trial does not count later.
questions-ask = Ask
questions-known = What was asked
questions-wait = Looking…
questions-nothing = Nothing was ever asked. A question is put to pupils on their tablets, in words or read aloud, and answered in any way.
questions-again = Ask the same again
questions-close = Ask nobody any more
questions-trial = A trial
questions-for-real = Ask it for real
questions-for-real-everybody = Ask everybody for real
questions-show = Show pupils what came out
questions-hide = Stop showing pupils
questions-shows = Pupils are shown what came out, as faces without names.
questions-pupils = { $count ->
        [0] Nobody has answered yet
        [one] One pupil
       *[other] { $count } pupils
    }
questions-other = { $count ->
        [one] One answered in another way: it is in the inbox.
       *[other] { $count } answered in another way: it is in the inbox.
    }

### Words of the school's own
staff-words = Our own words
words-back = Back to the questions
words-new = Give a word to every tablet
words-what = Somebody or something at this school that has no picture yet, such as “Mrs Patel” or “the blue room”.
words-word = The word
words-welsh = In Welsh (may be empty)
words-photo = Its photo, a JPEG: drop it here, or write where it is
words-who-is-in-it = Its middle is shown, as a square. No photo of a pupil who may not be shown: only you can know who is in it.
words-give = Give it
words-topic = Its board
words-known = What every tablet has
words-nothing = Nothing yet. A word stands on the board of its topic, behind ours, and is read aloud.
words-away = Take “{ $word }” away
words-boards = Boards
words-given = It is on its way to every tablet.
words-taken = It is taken away. Tablets forget it, and its photo, at their next sync.
words-later = The share is away now. Tablets hear of it when it is back.

## Told to staff that something waits: never whom it is about

told-worry = { $count ->
    [one] A worry is waiting
   *[other] { $count } worries are waiting
}
told-entry = { $count ->
    [one] Something a pupil said is waiting
   *[other] { $count } things that pupils said are waiting
}
told-minutes = { $count ->
    [0] It came less than a minute ago.
    [one] It has waited 1 minute.
   *[other] It has waited { $count } minutes.
}
told-hours = It has waited { $count } hours.
told-days = It has waited { $count } days.
told-open-here = Open it in Say So, on your own computer.
told-ask = Please ask a safeguarding lead to open Say So now.
told-trial = Say So can send e-mail
told-trial-text = This is a trial. When a worry waits, it is told like this.
