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

### Dogfennau ar gyfer y cyfarfod ac ar gyfer staff
doc-title = { $name }: { $kind }
doc-kind-profile = Proffil un dudalen
doc-kind-section-a = Barn y disgybl ar gyfer Adran A neu'r adolygiad blynyddol
doc-kind-tips = Prif awgrymiadau i staff
doc-kind-slides = Fy sleidiau
doc-not-checked = Heb ei wirio gan y disgybl eto
doc-checked = Gwiriwyd gan y disgybl ar { $day }
doc-made = Lluniwyd ar { $day }
doc-section-a-lead = Mae popeth yma wedi'i ddyfynnu air am air, gyda'r diwrnod, sut y cafodd ei ddweud a phwy helpodd, neu wedi'i nodi fel geiriau oedolyn. Lle mae barn yn wahanol, mae'r ddwy'n sefyll.
doc-older =
    { $count ->
        [zero] Does dim byd hŷn wedi'i adael allan.
        [one] Nid yw { $count } peth hŷn yma.
        [two] Nid yw { $count } beth hŷn yma.
        [few] Nid yw { $count } pheth hŷn yma.
        [many] Nid yw { $count } pheth hŷn yma.
       *[other] Nid yw { $count } peth hŷn yma.
    }
doc-attribution = Symbolau: OpenMoji (openmoji.org) a lluniau yn yr un arddull, CC BY-SA 4.0
doc-empty-staff = Does dim byd wedi'i ddweud am hyn eto i'r oedolion sy'n dysgu yma.
doc-empty-meeting = Does dim byd wedi'i ddweud am hyn eto ar gyfer y cyfarfod.
doc-empty-history = Does dim byd wedi'i ddweud am hyn eto. Gall rhieni, gofalwyr neu oedolion sy'n gwybod yr hanes ei ysgrifennu yn eu blwch eu hunain, yn eu henw eu hunain.
doc-unsaid = Does dim wedi'i ddweud eto ar gyfer y cyfarfod am: { $headings }

doc-views = Fy marn
doc-interests = Fy niddordebau
doc-aspirations = Fy ngobeithion a'm dyheadau
doc-play = Chwarae ac amser rhydd
doc-health = Fy iechyd a'm gofal
doc-schooling = Fy addysg a'r hyn sy'n fy helpu i ddysgu
doc-independence = Fy annibyniaeth a mynd o le i le
doc-friendships = Fy ffrindiau a'm teulu
doc-future = Fy nyfodol
doc-communication = Sut i gyfathrebu â mi
doc-history = Fy hanes
doc-top-tips = Fy mhrif awgrymiadau
doc-own-words = Yn fy ngeiriau fy hun
doc-recordings = Clywch gen i

### Rhieni sy'n llenwi hwn
doc-parents = Barn rhieni neu ofalwyr
doc-parents-lead = I rieni neu ofalwyr ei lenwi. Mae'n sefyll wrth ochr barn y disgybl, byth yn ei lle.
doc-parents-empty = Mae'r blwch hwn yn wag: does dim wedi'i lenwi eto.

### Geiriau pwy, a sut y cawsant eu dweud
doc-adult = Geiriau oedolyn, nid geiriau'r disgybl
doc-adult-named = Geiriau { $name }, nid geiriau'r disgybl
doc-quoted-by = Dywedwyd yn y recordiad ar { $at }, ysgrifennwyd gan { $name }
doc-quoted-by-alone = Dywedwyd yn y recordiad, ysgrifennwyd gan { $name }
doc-how-title = Sut y dywedais i hyn
doc-witness = Gwelodd { $name } y disgybl yn cytuno
doc-how-video = Dywedwyd mewn fideo
doc-how-voice = Dywedwyd ar lafar
doc-how-symbols = Dywedwyd mewn symbolau
doc-how-words = Dywedwyd mewn geiriau
doc-how-sort = Didolwyd â chardiau
doc-how-tips = Fy mhrif awgrymiadau
doc-how-page = Fy nhudalen
doc-how-answers = Ateb i gwestiwn
doc-how-made = Gwnaed gan y disgybl
doc-how-seen = Gwelwyd gan staff
doc-aloud = Dywedwyd ar lafar. Gellir ei glywed ar gyfrifiadur yn yr ysgol.
doc-watch = Dywedwyd mewn fideo ar { $day }; gwyliwch ef gyda { $name }.
doc-watch-anyone = Dywedwyd mewn fideo ar { $day }; gofynnwch i'r CADY ei wylio gyda chi.
doc-hear = Dywedwyd ar lafar mewn recordiad ar { $day }; gwrandewch arno gyda { $name }.
doc-hear-anyone = Dywedwyd ar lafar mewn recordiad ar { $day }; gofynnwch i'r CADY ei chwarae.
doc-picture-kept-back = Mae llun o rywbeth a wnaed. Nid yw'n cael ei ddangos yma.

doc-day = { $day } { $month } { $year }
doc-month-1 = Ionawr
doc-month-2 = Chwefror
doc-month-3 = Mawrth
doc-month-4 = Ebrill
doc-month-5 = Mai
doc-month-6 = Mehefin
doc-month-7 = Gorffennaf
doc-month-8 = Awst
doc-month-9 = Medi
doc-month-10 = Hydref
doc-month-11 = Tachwedd
doc-month-12 = Rhagfyr
