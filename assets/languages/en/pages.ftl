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
