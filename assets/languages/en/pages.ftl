# The staff pages: read by grown-ups who teach here, perhaps only today.
# Everything is shown as plain text; "Ctrl" and "A4" are on keyboards and paper.

### Around every page
pages-skip = Skip to the page
pages-way-back = Way back
pages-all-classes = All classes
pages-hand-in = Hand in at reception today
pages-keep-here = Pupils agreed to share this with grown-ups who teach here. It stays in school.
# $day is a worded day, such as 23 November 2026.
pages-updated = Last changed on { $day }
pages-school-missing = Our school
pages-class-missing = Class without a name

### Titles of the windows
pages-title-index = Top tips: { $school }
pages-title-class = Top tips: { $class }
pages-title-names = Find a name: { $school }
pages-title-pupil = { $name }: top tips

### The first page
pages-index-title = Top tips from our pupils
pages-index-lead = Choose a class, then a pupil. Each page takes about two minutes.
pages-index-classes = Classes
pages-index-empty = No classes yet. As soon as pupils have something to share, you will find it here.
pages-pupil-count =
    { $count ->
        [0] No pupils yet
        [one] { $count } pupil
       *[other] { $count } pupils
    }

### Names from A to Z
pages-find-name = Find a name
pages-names-lead = Choose the first letter of the first name or the last, or press Ctrl and F and type the name.
pages-names-letters = First letters
pages-names-other = Other
pages-names-empty = No names yet.
pages-nothing-yet = Nothing to read yet

### A class
pages-class-lead = Choose a pupil to see what helps them.
pages-class-empty = No pupils in this class yet.
pages-class-quiet = There is nothing to read yet. Ask the pupils what helps them: they know best.
pages-quiet-title = Nothing to read yet
pages-card-no-tips = No top tips yet
pages-clip-count =
    { $count ->
        [one] { $count } clip
       *[other] { $count } clips
    }

pages-title-sheet = Top tips on paper: { $class }
pages-title-earlier = { $name }: earlier
pages-sheet-link = One sheet for a supply teacher
pages-sheet-lead = What each pupil says first. The rest is on their own pages.
pages-sheet-print = To print it, press Ctrl and P. It fits on one A4.
pages-sheet-pupil = Pupil
pages-sheet-tip = First tip
pages-sheet-aloud = Said aloud: listen on a school computer
pages-earlier-link = What was shared earlier
pages-earlier-lead = What was shared earlier
pages-earlier-paper = This page is for the screen. The newest is on the pupil's own page, which prints on one A4.

### A pupil
pages-name-private = Name kept private
pages-name-missing = No name given
# $name is the pupil's name and must stand in the sentence; -unnamed is the same without it.
pages-agreed = This is what { $name } agreed to share with grown-ups who teach here.
pages-agreed-unnamed = This is what this pupil agreed to share with grown-ups who teach here.
pages-do-not-copy = Do not copy it or take it away.
pages-pupil-empty = { $name } has nothing to read here yet. Ask { $name } what helps.
pages-pupil-empty-unnamed = There is nothing to read here yet. Ask this pupil what helps.
pages-tips-title =
    { $count ->
        [one] My top tip
        [5] My five top tips
       *[other] My top tips
    }
pages-tips-title-proxy = Top tips
pages-tips-empty = No top tips yet.
pages-clips-title =
    { $count ->
        [one] My clip
       *[other] My clips
    }
pages-made-title = What I made
pages-voices-title = My voice
pages-clip-on-screen = There is a clip to watch or hear on a school computer.
pages-more-on-screen = There is more: open the staff pages on a school computer, choose { $class }, then this name.
pages-messages-title = In my own words
pages-messages-title-proxy = Other messages
pages-said-aloud = Said aloud by the pupil
pages-profile-title = All about me
pages-profile-picture = A picture of something I made
pages-sorts-title = What I sorted
pages-sort-none = Nothing
pages-captions = Captions
# $day is a worded day.
pages-video-label = Video from { $day }
pages-picture-label = Picture from { $day }
pages-voice-label = Voice recording from { $day }
pages-cannot-play = This browser cannot play the clip. Try another school computer.
pages-length-seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
pages-length-minutes =
    { $count ->
        [one] About { $count } minute
       *[other] About { $count } minutes
    }

### Who helped; said plainly beside everything
pages-helped-alone = Did this without help
pages-helped-helped = Someone helped with this
pages-helped-proxy = Someone chose or wrote this for the pupil
pages-identity-not-checked = We did not check who was using the tablet
pages-made-on = Made on { $day }

### Documents for the meeting and for staff
# $name is the pupil's, $kind one of the next four.
doc-title = { $name }: { $kind }
doc-kind-profile = One-page profile
doc-kind-section-a = Pupil's views for Section A or the annual review
doc-kind-tips = Top tips for staff
doc-kind-slides = My slides
doc-not-checked = Not yet checked by the pupil
doc-checked = Checked by the pupil on { $day }
doc-made = Put together on { $day }
doc-section-a-lead = Everything here is quoted word for word, with its day, how it was said and who helped, or is marked as an adult's words. Where views differ, both stand.
doc-older =
    { $count ->
        [one] { $count } older thing is not in here.
       *[other] { $count } older things are not in here.
    }
doc-attribution = Symbols: OpenMoji (openmoji.org) and drawings after it, CC BY-SA 4.0
doc-empty-staff = Nothing has been said about this yet for the grown-ups who teach here.
doc-empty-meeting = Nothing has been said about this yet for the meeting.
doc-empty-history = Nothing has been said about this yet. Parents, carers or grown-ups who know it can write it in their own box, in their own name.
doc-unsaid = Nothing has been said yet for the meeting about: { $headings }

doc-views = My views
doc-interests = My interests
doc-aspirations = My hopes and aspirations
doc-play = Play and free time
doc-health = My health and care
doc-schooling = My schooling and what helps me learn
doc-independence = My independence and getting around
doc-friendships = My friends and family
doc-future = My future
doc-communication = How to communicate with me
doc-history = My history
doc-top-tips = My top tips
doc-own-words = In my own words
doc-recordings = Hear it from me

### Parents fill this in themselves
doc-parents = The views of parents or carers
doc-parents-lead = For parents or carers to fill in. It stands beside the pupil's views, never instead of them.
doc-parents-empty = This box is empty: nothing has been filled in yet.

### Whose words, and how they were said
doc-adult = An adult's words, not the pupil's
doc-adult-named = Words of { $name }, not the pupil's
# $at is minutes and seconds into the recording, such as 0:12.
doc-quoted-by = Said in the recording at { $at }, written down by { $name }
doc-quoted-by-alone = Said in the recording, written down by { $name }
doc-how-title = How I said it
doc-witness = { $name } saw the pupil agree
doc-how-video = Said in a video
doc-how-voice = Said aloud
doc-how-symbols = Said in symbols
doc-how-words = Said in words
doc-how-sort = Sorted with cards
doc-how-tips = My top tips
doc-how-page = My page
doc-how-answers = Answered when asked
doc-how-made = Made by the pupil
doc-how-seen = Seen by staff
doc-aloud = Said aloud. It can be heard on a school computer.
doc-watch = Said in a video of { $day }; watch it with { $name }.
doc-watch-anyone = Said in a video of { $day }; ask the SENCo to watch it with you.
doc-hear = Said aloud in a recording of { $day }; hear it with { $name }.
doc-hear-anyone = Said aloud in a recording of { $day }; ask the SENCo to play it.
doc-picture-kept-back = There is a picture of something made. It is not shown here.

doc-day = { $day } { $month } { $year }
doc-month-1 = January
doc-month-2 = February
doc-month-3 = March
doc-month-4 = April
doc-month-5 = May
doc-month-6 = June
doc-month-7 = July
doc-month-8 = August
doc-month-9 = September
doc-month-10 = October
doc-month-11 = November
doc-month-12 = December
