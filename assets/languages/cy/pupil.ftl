# Beth mae disgyblion yn ei ddarllen a'i glywed. Geiriau syml y mae plentyn saith oed yn eu gwybod; does neb yn cael ei feio.

more = Mwy
back = Yn ôl
break = Dw i angen egwyl
finished = Dw i wedi gorffen
home = Hafan
read-to-me = Darllen i fi
signing-stop = Stopio'r arwyddo
read-mute = Does neb i'w glywed yma
ask-loud = Ei ddarllen yn uchel?
ask-loud-yes = Ie, yn uchel
ask-loud-no = Na
ask-loud-others = Efallai y bydd rhywun arall yn ei glywed.
window-title = Say So
go-on = Ymlaen
done = Dyna ni

start-title = Helo!
start-touch = Cyffwrdd i ddechrau
start-worry = Bocs poeni
start-worry-sub = Dweud wrth oedolyn
start-tips = Prif awgrymiadau i staff

class-title = Ym mha ddosbarth wyt ti?
who-title = Pwy wyt ti?
who-sub = Chwilia am dy anifail
who-no-name = Dw i ddim eisiau dweud
animal-fox = llwynog
animal-owl = tylluan
animal-frog = broga
animal-cat = cath
animal-dog = ci
animal-rabbit = cwningen
animal-bear = arth
animal-panda = panda
animal-koala = coala
animal-lion = llew
animal-tiger = teigr
animal-monkey = mwnci
animal-penguin = pengwin
animal-turtle = crwban
animal-fish = pysgodyn
animal-whale = morfil
animal-butterfly = pili-pala
animal-bee = gwenynen
animal-snail = malwoden
animal-hedgehog = draenog
animal-horse = ceffyl
animal-unicorn = ungorn
animal-elephant = eliffant
animal-mouse = llygoden
animal-octopus = octopws
animal-parrot = parot
animal-dolphin = dolffin
animal-ladybird = buwch goch gota
no-name-told = Fyddwn ni ddim yn gofyn beth yw dy enw di. Efallai y bydd oedolion yn dal i allu gweithio allan pwy wyt ti.

pictures-title = Dy dri llun
pictures-sub = Cyffwrdd â nhw yn eu trefn
pictures-new-title = Dewisa dri llun
pictures-new-sub = Cofia nhw, yn eu trefn
pictures-wrong = Nid dy luniau di yw'r rhain. Tria eto.
pictures-clear = Dechrau eto
pictures-so-far = { $count ->
    [zero] Dim lluniau eto
    [one] { $count } llun hyd yn hyn
    [two] { $count } lun hyd yn hyn
    [few] { $count } llun hyd yn hyn
    [many] { $count } llun hyd yn hyn
   *[other] { $count } llun hyd yn hyn
}
pictures-pin = Gofyn i oedolyn
picture-sun = haul
picture-moon = lleuad
picture-star = seren
picture-ball = pêl
picture-apple = afal
picture-tree = coeden
picture-flower = blodyn
picture-boat = cwch
picture-train = trên
picture-car = car
picture-drum = drwm
picture-kite = barcud

pin-title = PIN staff
pin-sub = Pedwar rhif
pin-first-title = Dewis PIN staff
pin-first-sub = Pedwar rhif. Bydd eu hangen ar oedolion i adael y sgrin hon.
pin-wrong = Nid dyna'r PIN.
pin-so-far = { $count ->
    [zero] Dim rhifau eto
    [one] { $count } rhif hyd yn hyn
    [two] { $count } rif hyd yn hyn
    [few] { $count } rhif hyd yn hyn
    [many] { $count } rhif hyd yn hyn
   *[other] { $count } rhif hyd yn hyn
}
secret-wait = Arhosa ychydig, yna tria eto.
clear = Clirio

home-hello = Helo, { $name }
home-what = Beth hoffet ti ei wneud?
home-unlock = Agor fy mhethau
home-video = Recordio fideo
home-voice = Recordio fy llais
home-symbols = Dewis symbolau
home-sort = Didoli
home-page = Fy nhudalen
home-asked = Cwestiwn i ti
home-all-said = Beth ddywedon ni i gyd
home-app = Sut oedd hwn?
app-how = Sut oedd yr ap hwn i ti?
app-more = Wyt ti eisiau dweud mwy amdano?
app-good = Ydy'r rhain yn gwestiynau da?
app-instead = Beth ddylen ni ei ofyn yn lle hynny?
home-words = Ysgrifennu geiriau
home-worry = Bocs poeni
home-worry-sub = Dweud wrth oedolyn
home-tips = Fy mhrif awgrymiadau
home-made = Dangos beth wnes i
home-next = Beth ddigwyddodd wedyn
home-next-sub = Dywedaist ti, gwnaethon ni
home-next-asked = Mae cwestiwn i ti
home-like = Fel dw i'n ei hoffi
home-left-over = Dwyt ti ddim wedi gorffen hwn eto. Mynd ymlaen?
home-left-over-yes = Mynd ymlaen
home-left-over-no = Ei roi yn y bin

question-title = Am beth hoffet ti siarad?
question-learn = Beth sy'n fy helpu i ddysgu
question-like = Beth dw i'n ei hoffi
question-hard = Beth sy'n anodd
question-health = Fy iechyd a fy ngofal
question-friends = Fy ffrindiau a fy nheulu
question-hopes = Fy ngobeithion
question-none = Rhywbeth arall

record-video-title = Recordio fideo
record-voice-title = Recordio fy llais
record-record = Recordio
record-pause = Saib
record-go-on = Ymlaen
record-stop = Stopio
record-recording = Yn recordio
record-paused = Saib
record-get-ready = Paratoa
record-flushing = Un funud fach
record-opening = Mae'r camera'n deffro
record-hide-ring = Gelli di guddio'r cylch
record-show-ring = Dangos y cylch
record-hear = Rydyn ni'n dy glywed di
record-cannot-hear = Dydyn ni ddim yn dy glywed di eto
record-camera-asleep = Mae'r camera'n cysgu. Gelli di ddal ati gyda dy lais.
record-microphone-asleep = Mae'r meicroffon yn cysgu.
record-hear-nothing = Dydy'r meicroffon yn clywed dim. Ydy e ymlaen?
record-signing = Gelli di arwyddo. Rydyn ni'n dy weld di.
record-time = Yr amser sydd ar ôl
record-voice-instead = Defnyddio fy llais
record-other-camera = Camera arall
record-try = Trio eto
ring-hidden = Mae'r cylch wedi'i guddio

look-title = Edrych arno
look-play = Chwarae
look-pause = Stopio yma
look-keep = Ei gadw
look-again = Trio eto
look-throw = Ei roi yn y bin
look-from = Dechrau yma
look-to = Gorffen yma
look-change = Ei newid
look-more = Dweud mwy
look-voice-only = Dim ond fy llais
look-picture-too = Fy llun hefyd
look-poster = Y llun hwn gyntaf
look-poster-chosen = Hwn sy'n gyntaf
look-where = Ble rwyt ti
look-mute = Does dim seinydd yma. Gelli di ei weld.
look-cutting = Un funud fach
player-broken = Dydy hwn ddim yn gallu chwarae.

ask-throw = Ei roi yn y bin?
ask-throw-yes = Ie, ei roi yn y bin
ask-throw-no = Na, ei gadw
ask-again = Ei recordio eto?
ask-again-yes = Ie, recordio eto
ask-gone = Bydd hwn wedi mynd. All e ddim dod yn ôl.

send-title = Ei anfon?
send-helped = Wnaeth rhywun helpu?
send-alone = Ar fy mhen fy hun
send-someone = Helpodd rhywun
send-proxy = Rhywun arall ddewisodd neu ysgrifennodd hwn drosta i
send-others = Wyt ti'n gallu gweld neu glywed rhywun arall?
send-no-others = Nac ydw, dim ond fi
send-others-yes = Ydw
send-who = Pwy sy'n cael gweld hwn?
send-always = Mae fy CADY bob amser yn cael gweld hwn
send-staff = Oedolion sy'n dysgu yma, ac ymwelwyr hefyd
send-meeting = Fy nghyfarfod
send-family = Fy nheulu
send-hurt = Os gallai rhywun gael ei frifo, byddwn ni'n dweud wrth rywun sy'n gallu helpu.
send-yes = Ie, ei anfon
send-armed = Gwasga eto i'w anfon
send-sending = Un funud fach
send-say-first = Yn gyntaf, dwed a oes rhywun arall ynddo

way-title = Mae ar ei ffordd
way-to = Mae'n mynd at { $who }.
way-next = Byddan nhw'n edrych arno ac yn dy ateb di. Gelli di weld yr ateb yn "Beth ddigwyddodd wedyn".
way-kept = Mae'r ffordd atyn nhw ar gau am y tro. Mae'n cael ei gadw yma ac yn mynd ar ei ben ei hun.
way-mind = Gelli di newid dy feddwl. Dydyn ni ddim yn gallu cael copïau yn ôl.
way-take-back = Dw i wedi newid fy meddwl

board-title = Dewis symbolau
board-empty = Cyffwrdd â lluniau i ddweud rhywbeth
board-undo = Dadwneud
board-search = Chwilio
board-topics = Byrddau
board-on = Mwy o luniau
board-nothing-found = Does dim llun yn dechrau fel hyn.
topic-core = Help
topic-feelings = Teimladau
topic-people = Pobl
topic-places = Lleoedd
topic-lessons = Gwersi
topic-times = Amser a dyddiau
topic-helps = Beth sy'n helpu
topic-hard = Beth sy'n anodd
topic-body = Fy nghorff
topic-care = Gofal
topic-food = Bwyd
topic-play = Chwarae
topic-travel = Teithio
topic-future = Fy nyfodol
topic-questions = Cwestiynau
topic-small-words = Geiriau bach

write-title = Ysgrifennu geiriau
write-empty = Cyffwrdd â'r llythrennau
key-space = Bwlch
key-delete = Dileu
key-apostrophe = Collnod
key-full-stop = Atalnod llawn
key-comma = Coma
key-question-mark = Gofynnod
key-exclamation-mark = Ebychnod

tips-title = Fy mhrif awgrymiadau
tips-before = Beth ddywedais i o'r blaen
tips-said = { $tips } ({ $when })
tips-sub = Beth ddylai oedolion ei wybod?
tips-add = Ychwanegu awgrym
tips-none = Does gen ti ddim awgrymiadau eto. Ychwanega'r un cyntaf.
tips-up = I fyny: { $tip }
tips-away = Tynnu i ffwrdd: { $tip }
tips-send = Anfon fy awgrymiadau
said-aloud = Wedi'i ddweud ar lafar

how-sub = Sut wyt ti eisiau ei ddweud?
how-tip = Fy mhrif awgrym
how-voice = Ei ddweud ar lafar

face-1 = Ddim yn dda o gwbl
face-2 = Ddim yn dda
face-3 = Gweddol
face-4 = Da
face-5 = Da iawn

sort-topic-title = Beth wyt ti eisiau ei ddidoli?
sort-again = Rwyt ti wedi didoli hwn o'r blaen
sort-title = Beth wyt ti'n ei feddwl?
sort-last-title = Y tro diwethaf
sort-good = Da
sort-so-so = Gweddol
sort-not-good = Ddim yn dda
sort-last = Y tro diwethaf
sort-now = Y tro hwn
sort-was = Y tro diwethaf: { $column }
sort-blank = Rhywbeth fy hun
sort-next = Cerdyn arall
sort-put-back = Ei roi yn ôl
sort-all-laid = Dyna'r cerdyn olaf.

page-title = Fy nhudalen
page-sub = Fel bod oedolion yn fy adnabod
page-like = Beth mae pobl yn ei hoffi amdana i
page-important = Beth sy'n bwysig i mi
page-support = Sut i fy helpu
page-hopes = Fy ngobeithion
page-made = Rhywbeth wnes i
page-made-away = Cyffwrdd i'w dynnu i ffwrdd
page-send = Anfon fy nhudalen

survey-at = Cwestiwn { $at } o { $of }
survey-on = Nesaf
survey-skip = Dw i ddim eisiau dweud
survey-other = Ei ddweud mewn ffordd arall
survey-say = Ei ddweud
survey-all = Ydy hyn yn iawn?
survey-all-sub = Cyffwrdd ag un i'w newid
survey-nothing = Heb ei ateb
survey-send = Anfon fy atebion

said-at = Beth ddywedon ni i gyd: { $at } o { $of }
said-one = Beth ddywedon ni i gyd
said-none = Dydy hwn ddim yn cael ei ddangos bellach.
said-face = { $face }: { $count ->
        [0] neb
        [one] un disgybl
       *[other] { $count } disgybl
    }

worry-title = Bocs poeni
worry-sub = Dweud wrth oedolyn
worry-read = { $who } sy'n ei ddarllen.
worry-read-one = { $who } sy'n ei ddarllen.
worry-read-nobody = Does neb yn gallu ei ddarllen ar gyfrifiadur nawr. Plîs cer at oedolyn.
worry-closed = Mae'r ysgol ar gau. Fydd neb yn darllen hwn cyn { $when }. Mewn perygl: 999
worry-until = Nes i oedolyn ei ddarllen, bydd hwn yn dweud:
worry-unseen = Does dim oedolyn wedi gweld hwn eto
worry-told-on = Os gallai rhywun gael ei frifo, byddwn ni'n dweud wrth rywun sy'n gallu helpu.
worry-how = Sut wyt ti eisiau dweud wrthon ni?
worry-voice = Llais
worry-video = Fideo
worry-symbols = Symbolau
worry-words = Geiriau
worry-talk = Dw i eisiau siarad gyda…
worry-not-for = Pwy ddylai beidio â gweld hwn?
worry-not-safe = Dw i ddim yn ddiogel nawr
worry-not-safe-sub = Gwasga hwn a byddwn ni'n dweud wrth oedolyn diogel nawr
hide = Cuddio
not-for-title = Pwy ddylai beidio â gweld hwn?
not-for-sub = Ydy hyn am un o'r oedolion yma?
talk-title = Dw i eisiau siarad gyda…
talk-none = Plîs cer at unrhyw oedolyn rwyt ti'n ymddiried ynddo.

care-title = Rwyt ti wedi dweud wrth rywun
care-unseen = Does dim oedolyn wedi gweld hwn eto. Plîs cer at { $who }.
care-read = Mae { $who } wedi ei ddarllen, a byddai'n hoffi siarad gyda ti.
care-anyone = oedolyn rwyt ti'n ymddiried ynddo
care-urgent-title = Cer at oedolyn diogel nawr
care-urgent = Rydyn ni'n dweud wrthyn nhw. Cer at { $who } nawr.
care-nobody = Does dim oedolyn yn gallu ei ddarllen ar gyfrifiadur nawr. Plîs cer at oedolyn rwyt ti'n ymddiried ynddo.
care-childline = Childline: 0800 1111, neu sgwrsia ar childline.org.uk
care-999 = Mewn perygl: 999. Gydag iaith arwyddion: 999 BSL (999bsl.co.uk)
weekday-0 = dydd Llun
weekday-1 = dydd Mawrth
weekday-2 = dydd Mercher
weekday-3 = dydd Iau
weekday-4 = dydd Gwener
weekday-5 = dydd Sadwrn
weekday-6 = dydd Sul
month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr

next-title = Beth ddigwyddodd wedyn
next-sub = Dywedaist ti, gwnaethon ni
next-none = Does dim ateb wedi dod eto. Bydd yn aros yma pan ddaw.
next-seen = Mae { $who } wedi ei weld, { $when }.
next-worry = Mae { $who } wedi ei ddarllen, { $when }, a byddai'n hoffi siarad gyda ti.
next-locked = Agora dy bethau yn gyntaf. Wedyn gelli di weld dy atebion.
next-asked = Mae { $who } wedi cuddio rhywun yn yr hyn wnest ti. Ai dyma roeddet ti'n ei feddwl o hyd?
next-asked-words = Mae { $who } wedi ysgrifennu rhywbeth amdanat ti. Ydy e'n iawn?
next-asked-document = Mae { $who } wedi rhoi'r hyn ddywedaist ti at ei gilydd. Ydy e'n iawn?
next-answered = Mae { $who } yn dweud:
next-said = { $who }, { $when }: { $text }
next-said-so = Mae { $who } wedi ateb, { $when }.
next-about = { $what }: { $said }
day-today = heddiw
day-yesterday = ddoe
day-weekday = { $weekday }
day-date = { $day } { $month }
day-date-year = { $day } { $month } { $year }
next-asked-see = Gweld
next-listen = Gwrando ar { $who }
next-watch = Gwylio { $who }
heard-wait = Mae'n dod…
heard-gone = Dydy'r ateb hwn ddim yma nawr. Gelli di ofyn amdano.
heard-later = Does dim modd ei chwarae yma nawr. Gelli di roi cynnig arall arni wedyn.
next-meant-yes = Dywedaist ti: ie, dyma roeddwn i'n ei feddwl.
next-meant-no = Dywedaist ti: na, nid dyma roeddwn i'n ei feddwl. Bydd oedolyn yn edrych arno eto.
meant-title = Ai dyma roeddet ti'n ei feddwl?
meant-how = Mae { $who } wedi cuddio rhywun. Dyma sut mae dy athrawon yn ei weld.
meant-words = Mae { $who } wedi ysgrifennu dy fod wedi dweud:
meant-seen = Mae { $who } wedi ysgrifennu beth welodd:
meant-title-line = Ai dyma roeddet ti'n ei feddwl? { $at } o { $of }
meant-document-staff = Mae { $who } wedi rhoi hwn at ei gilydd i'r oedolion sy'n dysgu yma.
meant-document-meeting = Mae { $who } wedi rhoi hwn at ei gilydd ar gyfer dy gyfarfod.
meant-asked = Cest ti dy holi: { $question }
meant-sorted = { $topic }: { $column }
meant-chosen = Dewisodd oedolyn hwn i ti:
meant-aloud = Rhywbeth ddywedaist ti'n uchel
meant-video = Dy fideo di
meant-voice = Dy lais di
meant-picture = Dy lun di
meant-wait = Mae'n dod…
meant-gone = Dydy hyn ddim ar dudalennau'r athrawon nawr. Does dim angen i ti wneud dim byd.
meant-later = Does dim modd ei ddangos yma nawr. Gelli di edrych eto ryw ddiwrnod arall.
meant-photo = Yr hyn wnest ti, fel mae dy athrawon yn ei weld
meant-yes = Ie
meant-no = Na

break-title = Cymer dy amser
break-sub = Mae popeth wedi'i gadw.
break-fetch = Gofyn i oedolyn ddod?
break-back = Dw i'n barod

still-title = Wyt ti yno o hyd?
still-yes = Ydw, dw i yma

like-title = Fel dw i'n ei hoffi
like-soft = Meddal
like-dark = Gwyn ar ddu
like-light = Du ar wyn
like-calm = Tawel
like-text = Llythrennau { $percent } %
like-lexend = Lexend
like-andika = Andika
like-atkinson = Atkinson
like-dyslexic = OpenDyslexic
like-touch = Cyffwrdd
like-one-switch = Un switsh
like-two-switches = Dau switsh
like-dwell = Edrych ac aros
like-repeat = Dwylo'n crynu
like-count = 3-2-1 yn gyntaf
like-sign = Rydw i'n arwyddo
like-less-noise = Llai o sŵn
like-aloud = Darllen popeth i fi
like-lit-aloud = Dweud beth mae'r golau arno
like-slow-voice = Llais araf
like-clip = Recordio { $secs } eiliad
like-pictures = Lluniau newydd
like-board = { $across } wrth { $down } llun
like-spoken-screens = Fel ar y sgrin
like-group-language = Iaith
like-group-spoken = Clywed brawddegau yn
like-group-look = Lliwiau
like-group-text = Pa mor fawr yw'r llythrennau
like-group-font = Sut mae'r llythrennau'n edrych
like-group-way = Sut dw i'n defnyddio'r sgrin
like-group-more = Beth sy'n fy helpu
like-group-board = Faint o luniau ar fwrdd
like-group-clip = Am faint dw i'n gallu recordio
like-seconds = { $secs } eiliad
like-minutes = { $minutes } munud
like-qwerty = Llythrennau fel ar gyfrifiadur
like-group-pace = Am faint mae'r golau'n aros
like-group-dwell = Am faint dw i'n edrych i ddewis
like-group-idle = Am faint mae'n aros amdana i

trouble-camera = Mae'r camera'n cysgu. Gelli di ddefnyddio dy lais yn lle hynny.
trouble-microphone = Mae'r meicroffon yn cysgu. Gelli di ddefnyddio symbolau neu eiriau yn lle hynny.
trouble-nothing-recorded = Chafodd dim byd ei recordio. Tria eto.
trouble-not-kept = Doedd y dabled hon ddim yn gallu ei gadw. Dwed wrth oedolyn.
trouble-something = Wnaeth rhywbeth ddim gweithio. Tria eto.

sample-banner = Ysgol enghreifftiol: mae pawb yma'n ddychmygol. PIN { $pin }
sample-banner-review = Ysgol enghreifftiol: pobl ddychmygol yw pawb yma. Cyfrinair: { $passphrase }
sample-kiosk = Tabled
sample-review = CADY

staff-tips-title = Awgrymiadau gorau i staff
supply-here = Rydw i yma am heddiw
supply-name-title = Beth yw eich enw?
supply-name-sub = I athro cyflenwi. Rydyn ni'n ei ysgrifennu i lawr i'r CADY.
supply-name-empty = Teipiwch eich enw
supply-pin-title = Eich PIN am heddiw
supply-pin-sub = Chwe rhif a roddodd yr ysgol i chi. Maen nhw'n agor un dosbarth tan 16.30.
staff-tips-until = Tan { $time }
staff-tips-wait = Yn darllen o rwydwaith yr ysgol
staff-tips-none = Does dim byd wedi'i gyhoeddi eto.
staff-tips-nothing = Dim byd wedi'i rannu eto
staff-tips-private = Enw'n cael ei gadw'n breifat

## Ffilm o luniau unigol
film-make = Gwneud ffilm
film-story-title = Fy ffilm
film-scene = Rhan { $number }
film-scene-count = { $count ->
        [0] dim llun eto
        [one] un llun
       *[other] { $count } llun
    }
film-add-scene = Un arall
film-speak = Siarad drosti
film-take-title = Tynnu llun
film-take = Ei dynnu
film-take-again = Ei dynnu eto
film-remove = Ei dynnu allan
film-word = Gair amdano
film-slower = Arafach
film-faster = Cyflymach
film-rate = { $rate } llun mewn eiliad
film-full = Mae'r ffilm yn llawn. Gelli di dynnu llun eto, neu dynnu un allan.
film-none = Symuda rywbeth ychydig, tynna lun, ac eto.
film-frame = Llun { $number }, wedi'i dynnu

## A photo of something made
photo-title = Dangos beth wnes i
photo-look = Edrych arno
photo-straight = Ei sythu
photo-as-it-was = Fel yr oedd

# A slider's halves, by switch.
slider-back = { $what }: yn ôl
slider-on = { $what }: ymlaen

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
