# What pupils read and hear. Plain words a seven-year-old knows; nobody is blamed.

more = More
back = Back
break = I need a break
finished = I have finished
home = Home
read-to-me = Read to me
signing-stop = Stop signing
read-mute = Nobody can be heard here
ask-loud = Read it aloud?
ask-loud-yes = Yes, aloud
ask-loud-no = No
ask-loud-others = Somebody else may hear it.
window-title = Say So
go-on = Go on
done = Done

start-title = Hello!
start-touch = Touch to begin
start-worry = Worry box
start-worry-sub = Tell a grown-up
start-tips = Top tips for staff

class-title = Which class are you in?
who-title = Who are you?
who-sub = Find your animal
who-no-name = I don't want to say
animal-fox = fox
animal-owl = owl
animal-frog = frog
animal-cat = cat
animal-dog = dog
animal-rabbit = rabbit
animal-bear = bear
animal-panda = panda
animal-koala = koala
animal-lion = lion
animal-tiger = tiger
animal-monkey = monkey
animal-penguin = penguin
animal-turtle = turtle
animal-fish = fish
animal-whale = whale
animal-butterfly = butterfly
animal-bee = bee
animal-snail = snail
animal-hedgehog = hedgehog
animal-horse = horse
animal-unicorn = unicorn
animal-elephant = elephant
animal-mouse = mouse
animal-octopus = octopus
animal-parrot = parrot
animal-dolphin = dolphin
animal-ladybird = ladybird
no-name-told = We won't ask your name. Grown-ups may still work out who you are.

pictures-title = Your three pictures
pictures-sub = Touch them in order
pictures-new-title = Choose three pictures
pictures-new-sub = Remember them, in order
pictures-wrong = These are not your pictures. Try again.
pictures-clear = Start again
pictures-so-far = { $count ->
    [one] { $count } picture so far
   *[other] { $count } pictures so far
}
pictures-pin = Ask a grown-up
picture-sun = sun
picture-moon = moon
picture-star = star
picture-ball = ball
picture-apple = apple
picture-tree = tree
picture-flower = flower
picture-boat = boat
picture-train = train
picture-car = car
picture-drum = drum
picture-kite = kite

pin-title = Staff PIN
pin-sub = Four numbers
pin-first-title = Choose a staff PIN
pin-first-sub = Four numbers. Grown-ups need them to leave this screen.
pin-wrong = That is not the PIN.
pin-so-far = { $count ->
    [one] { $count } number so far
   *[other] { $count } numbers so far
}
secret-wait = Wait a little, then try again.
clear = Clear

home-hello = Hello, { $name }
home-what = What would you like to do?
home-unlock = Open my things
home-video = Record a video
home-voice = Record my voice
home-symbols = Pick symbols
home-sort = Sort
home-page = My page
home-asked = A question for you
home-all-said = What we all said
home-app = How was this?
app-how = How was this app for you?
app-more = Do you want to say more about it?
app-good = Are these good questions?
app-instead = What should we ask instead?
home-words = Write words
home-worry = Worry box
home-worry-sub = Tell a grown-up
home-tips = My top tips
home-made = Show what I made
home-next = What happened next
home-next-sub = You said, we did
home-next-asked = There is a question for you
home-like = How I like it
home-left-over = You did not finish this. Go on with it?
home-left-over-yes = Go on with it
home-left-over-no = Throw it away

question-title = What would you like to talk about?
question-learn = What helps me learn
question-like = What I like
question-hard = What is hard
question-health = My health and care
question-friends = My friends and family
question-hopes = My hopes
question-none = Something else

record-video-title = Record a video
record-voice-title = Record my voice
record-record = Record
record-pause = Pause
record-go-on = Go on
record-stop = Stop
record-recording = Recording
record-paused = Pause
record-get-ready = Get ready
record-flushing = One moment
record-opening = The camera wakes up
record-hide-ring = You can hide the ring
record-show-ring = Show the ring
record-hear = We can hear you
record-cannot-hear = We cannot hear you yet
record-camera-asleep = The camera is asleep. You can go on with your voice.
record-microphone-asleep = The microphone is asleep.
record-hear-nothing = The microphone hears nothing. Is it on?
record-signing = You can sign. We see you.
record-time = Time left
record-voice-instead = Use my voice
record-other-camera = Other camera
record-try = Try again
ring-hidden = The ring is hidden

look-title = Look at it
look-play = Play
look-pause = Stop here
look-keep = Keep it
look-again = Try again
look-throw = Throw it away
look-from = Start here
look-to = End here
look-change = Change it
look-more = Say more
look-voice-only = Only my voice
look-picture-too = My picture too
look-poster = Picture first
look-poster-chosen = It comes first
look-where = Where you are
look-mute = There is no loudspeaker here. You can see it.
look-cutting = One moment
player-broken = This cannot be played.

ask-throw = Throw it away?
ask-throw-yes = Yes, throw it away
ask-throw-no = No, keep it
ask-again = Record it again?
ask-again-yes = Yes, record again
ask-gone = This one will be gone. It cannot come back.

send-title = Send it?
send-helped = Did someone help?
send-alone = By myself
send-someone = Someone helped
send-proxy = Someone chose or wrote it for me
send-others = Can you see or hear anyone else?
send-no-others = No, only me
send-others-yes = Yes
send-who = Who can see it?
send-always = My SENCo is always in
send-staff = Grown-ups who teach here, visitors too
send-meeting = My meeting
send-family = My family
send-hurt = If someone might be hurt, we tell someone who can help.
send-yes = Yes, send it
send-armed = Press again to send it
send-sending = One moment
send-say-first = First say if anyone else is in it

way-title = It is on its way
way-to = It goes to { $who }.
way-next = They will look at it and answer you. You can see the answer in "What happened next".
way-kept = The way to them is shut just now. It is kept here and goes by itself.
way-mind = You can change your mind. We can't take back copies.
way-take-back = I changed my mind

board-title = Pick symbols
board-empty = Touch pictures to say something
board-undo = Undo
board-search = Find
board-topics = Boards
board-on = More pictures
board-nothing-found = No picture begins like this.
topic-core = Help
topic-feelings = Feelings
topic-people = People
topic-places = Places
topic-lessons = Lessons
topic-times = Times and days
topic-helps = What helps
topic-hard = What is hard
topic-body = My body
topic-care = Care
topic-food = Food
topic-play = Play
topic-travel = Getting there
topic-future = My future
topic-questions = Questions
topic-small-words = Small words

write-title = Write words
write-empty = Touch the letters
key-space = Space
key-delete = Delete
key-apostrophe = Apostrophe
key-full-stop = Full stop
key-comma = Comma
key-question-mark = Question mark
key-exclamation-mark = Exclamation mark

tips-title = My top tips
tips-before = What I said before
tips-said = { $tips } ({ $when })
tips-sub = What should grown-ups know?
tips-add = Add a tip
tips-none = You have no tips yet. Add your first one.
tips-up = Up: { $tip }
tips-away = Take away: { $tip }
tips-send = Send my tips
said-aloud = Said aloud

how-sub = How do you want to say it?
how-tip = My top tip
how-voice = Say it aloud

face-1 = Not good at all
face-2 = Not good
face-3 = So-so
face-4 = Good
face-5 = Very good

sort-topic-title = What do you want to sort?
sort-again = You sorted this before
sort-title = What do you think?
sort-last-title = Last time
sort-good = Good
sort-so-so = So-so
sort-not-good = Not good
sort-last = Last time
sort-now = This time
sort-was = Last time: { $column }
sort-blank = Something of mine
sort-next = Another card
sort-put-back = Put it back
sort-all-laid = That was the last card.

page-title = My page
page-sub = So that grown-ups know me
page-like = What people like about me
page-important = What is important to me
page-support = How to help me
page-hopes = My hopes
page-made = Something I made
page-made-away = Touch to take it away
page-send = Send my page

survey-at = Question { $at } of { $of }
survey-on = Next
survey-skip = I don't want to say
survey-other = Say it another way
survey-say = Say it
survey-all = Is this right?
survey-all-sub = Touch one to change it
survey-nothing = Not answered
survey-send = Send my answers

said-at = What we all said: { $at } of { $of }
said-one = What we all said
said-none = This is not shown any more.
said-face = { $face }: { $count ->
        [0] nobody
        [one] one pupil
       *[other] { $count } pupils
    }

worry-title = Worry box
worry-sub = Tell a grown-up
worry-read = { $who } read it.
worry-read-one = { $who } reads it.
worry-read-nobody = Nobody can read it on a computer now. Please go to a grown-up.
worry-closed = School is closed. Nobody reads this until { $when }. In danger: 999
worry-until = Until a grown-up has read it, this says:
worry-unseen = No grown-up has seen this yet
worry-told-on = If someone might get hurt, we tell someone who can help.
worry-how = How do you want to tell us?
worry-voice = Voice
worry-video = Video
worry-symbols = Symbols
worry-words = Words
worry-talk = I want to talk to…
worry-not-for = Who should not see this?
worry-not-safe = I am not safe now
worry-not-safe-sub = Press this and we tell a safe grown-up now
hide = Hide
not-for-title = Who should not see this?
not-for-sub = Is it about a grown-up here?
talk-title = I want to talk to…
talk-none = Please go to any grown-up you trust.

care-title = You told someone
care-unseen = No grown-up has seen this yet. Please go to { $who }.
care-read = { $who } has read it and would like to talk.
care-anyone = a grown-up you trust
care-urgent-title = Go to a safe grown-up now
care-urgent = We are telling them. Go to { $who } now.
care-nobody = No grown-up can read it on a computer now. Please go to a grown-up you trust.
care-childline = Childline: 0800 1111, or chat at childline.org.uk
care-999 = In danger: 999. With signing: 999 BSL (999bsl.co.uk)
weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

next-title = What happened next
next-sub = You said, we did
next-none = No answer has come yet. It stays here when it comes.
next-seen = { $who } has seen it, { $when }.
next-worry = { $who } has read it, { $when }, and would like to talk.
next-locked = Open your things first. Then you can see your answers.
next-asked = { $who } hid somebody in what you made. Is it still what you meant?
next-asked-words = { $who } wrote something down about you. Is it right?
next-asked-document = { $who } put together what you said. Is it right?
next-answered = { $who } says:
next-said = { $who }, { $when }: { $text }
next-said-so = { $who } answered, { $when }.
next-about = { $what }: { $said }
day-today = today
day-yesterday = yesterday
day-weekday = on { $weekday }
day-date = on { $day } { $month }
day-date-year = on { $day } { $month } { $year }
next-asked-see = See it
next-listen = Listen to { $who }
next-watch = Watch { $who }
heard-wait = It is coming…
heard-gone = This answer is not here any more. You can ask about it.
heard-later = It cannot be played here now. You can try again later.
next-meant-yes = You said: yes, this is what I meant.
next-meant-no = You said: no, this is not what I meant. A grown-up will look at it again.
meant-title = Is this what you meant?
meant-how = { $who } hid somebody. Your teachers see it like this.
meant-words = { $who } wrote down that you said:
meant-seen = { $who } wrote down what they saw:
meant-title-line = Is this what you meant? { $at } of { $of }
meant-document-staff = { $who } put this together for the grown-ups who teach here.
meant-document-meeting = { $who } put this together for your meeting.
meant-asked = You were asked: { $question }
meant-sorted = { $topic }: { $column }
meant-chosen = A grown-up chose this for you:
meant-aloud = Something you said aloud
meant-video = Your video
meant-voice = Your voice
meant-picture = Your picture
meant-wait = It is coming…
meant-gone = It is not on the teachers' pages now. There is nothing you need to do.
meant-later = It cannot be shown here now. You can look again another day.
meant-photo = What you made, as your teachers see it
meant-yes = Yes
meant-no = No

break-title = Take your time
break-sub = Everything is kept.
break-fetch = Fetch a grown-up?
break-back = I am ready

still-title = Are you still there?
still-yes = Yes, I am here

like-title = How I like it
like-soft = Soft
like-dark = White on black
like-light = Black on white
like-calm = Calm
like-text = Letters { $percent } %
like-lexend = Lexend
like-andika = Andika
like-atkinson = Atkinson
like-dyslexic = OpenDyslexic
like-touch = Touch
like-one-switch = One switch
like-two-switches = Two switches
like-dwell = Look and wait
like-repeat = Shaky hands
like-count = 3-2-1 first
like-sign = I sign
like-less-noise = Less noise
like-aloud = Read it all to me
like-lit-aloud = Say what the light is on
like-slow-voice = Slow voice
like-clip = Record { $secs } seconds
like-pictures = New pictures
like-board = { $across } by { $down } pictures
like-spoken-screens = As on the screen
like-group-language = Language
like-group-spoken = Hear sentences in
like-group-look = Colours
like-group-text = How large letters are
like-group-font = What letters look like
like-group-way = How I work the screen
like-group-more = What helps me
like-group-board = How many pictures on a board
like-group-clip = How long I can record
like-seconds = { $secs } seconds
like-minutes = { $minutes } minutes
like-qwerty = Letters as on a computer
like-group-pace = How long the light stays
like-group-dwell = How long I look to choose
like-group-idle = How long it waits for me

trouble-camera = The camera is asleep. You can use your voice instead.
trouble-microphone = The microphone is asleep. You can use symbols or words instead.
trouble-nothing-recorded = Nothing was recorded. Try again.
trouble-not-kept = This tablet could not keep it. Tell a grown-up.
trouble-something = Something did not work. Try again.

sample-banner = Sample school: everybody here is made up. PIN { $pin }
sample-banner-review = Sample school: everybody here is made up. Passphrase: { $passphrase }
sample-kiosk = Tablet
sample-review = SENCo

staff-tips-title = Top tips for staff
supply-here = I am here for today
supply-name-title = What is your name?
supply-name-sub = For a supply teacher. We write it down for the SENCo.
supply-name-empty = Type your name
supply-pin-title = Your PIN for today
supply-pin-sub = Six numbers that the school gave you. They open one class until 16.30.
staff-tips-until = Until { $time }
staff-tips-wait = Reading from the school's share
staff-tips-none = Nothing has been published yet.
staff-tips-nothing = Nothing shared yet
staff-tips-private = Name kept private

## A film of single pictures
film-make = Make a film
film-story-title = My film
film-scene = Part { $number }
film-scene-count = { $count ->
        [0] no picture yet
        [one] one picture
       *[other] { $count } pictures
    }
film-add-scene = One more
film-speak = Speak over it
film-take-title = Take a picture
film-take = Take it
film-take-again = Take it again
film-remove = Remove it
film-word = A word for it
film-slower = Slower
film-faster = Faster
film-rate = { $rate } pictures in a second
film-full = The film is full. You can take a picture again, or remove one.
film-none = Move something a little, take a picture, and again.
film-frame = Picture { $number }, taken

## A photo of something made
photo-title = Show what I made
photo-look = Look at it
photo-straight = Lay it straight
photo-as-it-was = As it was

# A slider's halves, by switch.
slider-back = { $what }: back
slider-on = { $what }: on

# Languages in which somebody may have recorded sentences, each by its own name.
spoken-en = English
spoken-cy = Cymraeg
spoken-bsl = BSL
spoken-ar = العربية
spoken-bn = Bangla
spoken-fr = Français
spoken-pa = Panjabi
spoken-pl = Polski
spoken-pt = Português
spoken-ro = Română
spoken-so = Soomaali
spoken-uk = Українська
spoken-ur = اردو
