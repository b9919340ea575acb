# Tudalennau'r staff: i oedolion sy'n dysgu yma, efallai am heddiw yn unig.

### O gwmpas pob tudalen
pages-skip = Neidio i'r dudalen
pages-way-back = Y ffordd yn ôl
pages-all-classes = Pob dosbarth
pages-hand-in = Rhowch hwn yn ôl yn y dderbynfa heddiw
pages-keep-here = Cytunodd y disgyblion i rannu hyn ag oedolion sy'n dysgu yma. Mae'n aros yn yr ysgol.
pages-updated = Newidiwyd ddiwethaf ar { $day }
pages-school-missing = Ein hysgol
pages-class-missing = Dosbarth heb enw

### Teitlau'r ffenestri
pages-title-index = Prif awgrymiadau: { $school }
pages-title-class = Prif awgrymiadau: { $class }
pages-title-names = Dod o hyd i enw: { $school }
pages-title-pupil = { $name }: prif awgrymiadau

### Y dudalen gyntaf
pages-index-title = Prif awgrymiadau gan ein disgyblion
pages-index-lead = Dewiswch ddosbarth, yna disgybl. Mae pob tudalen yn cymryd tua dwy funud.
pages-index-classes = Dosbarthiadau
pages-index-empty = Dim dosbarthiadau eto. Cyn gynted ag y bydd gan ddisgyblion rywbeth i'w rannu, bydd i'w weld yma.
pages-pupil-count =
    { $count ->
        [zero] Dim disgyblion eto
        [one] { $count } disgybl
        [two] { $count } ddisgybl
        [few] { $count } disgybl
        [many] { $count } disgybl
       *[other] { $count } disgybl
    }

### Enwau o A i Z
pages-find-name = Dod o hyd i enw
pages-names-lead = Dewiswch lythyren gyntaf yr enw cyntaf neu'r olaf, neu pwyswch Ctrl ac F a theipio'r enw.
pages-names-letters = Llythrennau cyntaf
pages-names-other = Eraill
pages-names-empty = Dim enwau eto.
pages-nothing-yet = Dim i'w ddarllen eto

### Dosbarth
pages-class-lead = Dewiswch ddisgybl i weld beth sy'n ei helpu.
pages-class-empty = Dim disgyblion yn y dosbarth hwn eto.
pages-class-quiet = Does dim i'w ddarllen eto. Gofynnwch i'r disgyblion beth sy'n eu helpu: nhw sy'n gwybod orau.
pages-quiet-title = Dim i'w ddarllen eto
pages-card-no-tips = Dim prif awgrymiadau eto
pages-clip-count =
    { $count ->
        [zero] Dim clipiau
        [one] { $count } clip
        [two] { $count } glip
        [few] { $count } chlip
        [many] { $count } chlip
       *[other] { $count } clip
    }

### Disgybl
pages-title-sheet = Awgrymiadau ar bapur: { $class }
pages-title-earlier = { $name }: cynharach
pages-sheet-link = Un ddalen i athro cyflenwi
pages-sheet-lead = Beth mae pob disgybl yn ei ddweud gyntaf. Mae'r gweddill ar eu tudalennau eu hunain.
pages-sheet-print = I'w argraffu, pwyswch Ctrl a P. Mae'n ffitio ar un A4.
pages-sheet-pupil = Disgybl
pages-sheet-tip = Awgrym cyntaf
pages-sheet-aloud = Wedi'i ddweud yn uchel: gwrandewch ar gyfrifiadur ysgol
pages-earlier-link = Beth gafodd ei rannu'n gynharach
pages-earlier-lead = Beth gafodd ei rannu'n gynharach
pages-earlier-paper = Mae'r dudalen hon ar gyfer y sgrin. Mae'r diweddaraf ar dudalen y disgybl, sy'n argraffu ar un A4.

pages-name-private = Enw'n cael ei gadw'n breifat
pages-name-missing = Dim enw wedi'i roi
pages-agreed = Dyma beth y cytunodd { $name } i'w rannu ag oedolion sy'n dysgu yma.
pages-agreed-unnamed = Dyma beth y cytunodd y disgybl hwn i'w rannu ag oedolion sy'n dysgu yma.
pages-do-not-copy = Peidiwch â'i gopïo na mynd ag ef oddi yma.
pages-pupil-empty = Does dim gan { $name } i'w ddarllen yma eto. Gofynnwch i { $name } beth sy'n helpu.
pages-pupil-empty-unnamed = Does dim i'w ddarllen yma eto. Gofynnwch i'r disgybl hwn beth sy'n helpu.
pages-tips-title =
    { $count ->
        [zero] Fy mhrif awgrymiadau
        [one] Fy mhrif awgrym
        [two] Fy mhrif awgrymiadau
        [few] Fy mhrif awgrymiadau
        [5] Fy mhum prif awgrym
        [many] Fy mhrif awgrymiadau
       *[other] Fy mhrif awgrymiadau
    }
pages-tips-title-proxy = Prif awgrymiadau
pages-tips-empty = Dim prif awgrymiadau eto.
pages-clips-title =
    { $count ->
        [zero] Fy nghlipiau
        [one] Fy nghlip
        [two] Fy nghlipiau
        [few] Fy nghlipiau
        [many] Fy nghlipiau
       *[other] Fy nghlipiau
    }
pages-made-title = Yr hyn wnes i
pages-voices-title = Fy llais
pages-clip-on-screen = Mae clip i'w wylio neu i'w glywed ar gyfrifiadur yn yr ysgol.
pages-more-on-screen = Mae mwy: agorwch y tudalennau staff ar gyfrifiadur ysgol, dewiswch { $class }, yna'r enw hwn.
pages-messages-title = Yn fy ngeiriau fy hun
pages-messages-title-proxy = Negeseuon eraill
pages-said-aloud = Wedi ei ddweud ar lafar gan y disgybl
pages-profile-title = Popeth amdana i
pages-profile-picture = Llun o rywbeth wnes i
pages-sorts-title = Beth wnes i ei ddidoli
pages-sort-none = Dim byd
pages-captions = Capsiynau
pages-video-label = Fideo o { $day }
pages-picture-label = Llun o { $day }
pages-voice-label = Recordiad llais o { $day }
pages-cannot-play = Ni all y porwr hwn chwarae'r clip. Rhowch gynnig ar gyfrifiadur arall yn yr ysgol.
pages-length-seconds =
    { $count ->
        [zero] { $count } eiliad
        [one] { $count } eiliad
        [two] { $count } eiliad
        [few] { $count } eiliad
        [many] { $count } eiliad
       *[other] { $count } eiliad
    }
pages-length-minutes =
    { $count ->
        [zero] Llai na munud
        [one] Tua { $count } munud
        [two] Tua { $count } funud
        [few] Tua { $count } munud
        [many] Tua { $count } munud
       *[other] Tua { $count } munud
    }

### Pwy helpodd
pages-helped-alone = Gwnaed hyn heb gymorth
pages-helped-helped = Helpodd rhywun gyda hyn
pages-helped-proxy = Rhywun arall ddewisodd neu ysgrifennodd hyn dros y disgybl
pages-identity-not-checked = Ni wnaethom wirio pwy oedd yn defnyddio'r dabled
pages-made-on = Gwnaed ar { $day }
