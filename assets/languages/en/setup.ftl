# The assistant that sets a computer up, for a SENCo or an IT technician. English for now.

setup-window = Say So: setting up
setup-back = Back
setup-next = Next
setup-step = Step { $at } of { $of }
setup-again = Try again
setup-looking = Looking at the folder…

### What is this computer?
setup-what = What is this computer?
setup-what-sub = It belongs to no school yet. A few small steps set it up; you can always go back.
setup-first = A new school
setup-first-sub = The school’s first computer: the SENCo’s
setup-staff = Staff
setup-staff-sub = For staff of a school that has Say So
setup-tablet = Pupils’ tablet
setup-tablet-sub = Shared, in a school that has Say So
setup-sample = Just look
setup-sample-sub = A sample school with made-up people
setup-sampling = Making the sample school. This takes a few seconds…

### Where
setup-share = Where is the school’s share?
setup-share-first = A folder on the school’s file server that this computer and the tablets can reach. Everything travels through it, sealed. An empty one is best; no school may be in it yet.
setup-share-join = The same folder as on the school’s first computer. Whoever set that up knows it.
setup-share-field = The folder, such as \\server\sayso or /mnt/sayso
setup-drop = Or drop the folder on this window.
setup-let-go = Let go: the folder is looked at, and nothing is changed.
setup-no-folder = No folder was named.
    .do = Type where it is, or drop it on this window.
setup-pages = Where do the staff pages go?
setup-pages-first = Plain pages with pupils’ top tips, for every teacher’s browser. Staff must be able to read this folder; pupils must not. It is made if it is not there.
setup-pages-join = The same folder as on the school’s first computer: you publish there too. Whoever set that up knows it.
setup-pages-field = The folder of the staff pages

### Who
setup-names-first = What is the school called, and who are you?
setup-names-staff = Who are you?
setup-names-tablet = What is this tablet called?
setup-school-field = The school’s name
setup-person-field = Your name, as pupils know you
setup-tablet-field = The tablet’s name, such as 3 Oak tablet 1
setup-tablet-sub-name = Whoever lets it in sees this name.
setup-role = What do you do?
setup-no-role = Nobody said what you do.
    .do = Choose one.
setup-role-senco = hears what pupils say, answers, publishes
setup-role-dsl = hears worries
setup-role-head = hears worries about staff
setup-role-chair = hears worries about the head
setup-role-admin = lets computers in and shuts them out

### Passphrase
setup-passphrase = Choose a passphrase
setup-passphrase-sub = Three words that nobody would guess are good; 8 letters at least. It is asked each time you open what pupils said.
setup-passphrase-lost = Nobody can look it up or reset it. Whoever forgets theirs comes back with the words from the school’s safe, or joins again and is let in anew.
setup-passphrase-field = Your passphrase
setup-passphrase-again = The same passphrase again
setup-passphrases-differ = The two are not the same.
    .do = Type both again.

### The words of the safes
setup-safe-school = The school’s safe
setup-safe-school-sub = These 24 words bring everything back but worries, when a passphrase or a computer is lost. They can also make a new administrator. Write them down for the school’s safe.
setup-safe-worry = The head’s safe
setup-safe-worry-sub = These 24 words bring worries back, and nothing else does. Write them down for the head’s safe.
setup-safe-chair = The chair of governors’ safe
setup-safe-chair-sub = These 24 words bring worries about the head back. Write them down for the chair of governors; the head must not have them.
setup-safe-once = They are shown here and nowhere else, ever.
setup-safe-file = Or all three lists into a file, such as on a memory stick
setup-safe-file-field = A new file, such as E:\words.txt
setup-safe-save = Save them there
setup-safe-saving = Writing the file…
setup-safe-saved = All three lists are in { $path }. Print them, put each into its safe, delete the file.
setup-no-file = No file was named.
    .do = Type where it is to be, with its name.
setup-safe-next = I have written them down
setup-safe-next-saved = Next
setup-ask-back = Three of the school’s words
setup-ask-back-sub = From the first list, so that it is sure that you have them. You can go back and look.
setup-word-field = Word number { $number }
setup-word-wrong = Word number { $number } is another one.
    .do = Look at your list, or go back to the words. Nothing was made yet.
setup-make = Make the school

### Making it
setup-making-first = Making the school
setup-making-join = Asking to join
setup-making-wait = This takes a few seconds…
setup-not-made = That did not work
setup-keeps = What you filled in is still here: go back and change it, or try again.

### Waiting
setup-waiting = Waiting to be let in
setup-waiting-sub = Read these six words to whoever lets computers in at your school (most often the SENCo). They open Say So, press “School”, then “Adults and computers”, and type them.
setup-six-words = The six words
setup-waiting-how = Say So looks every few seconds, and opens by itself once you are in. You can close this window: the words are shown again. They are good for one day.
setup-asking = Working out the six words…
setup-let-in = You are in. Hearing who is in the school…
setup-begin-again = Ask anew
setup-begin-again-sub = With another name or for another school, or because a day has passed. What was set up here so far is put aside.
setup-begin-again-elsewhere = To ask with another name, or for another school, start “sayso” alone.
setup-giving-up = Putting it aside…

### Ready
setup-ready = { $school } is ready
setup-ready-sub = What next, under “School”:
setup-next-list = Class list: bring your pupils in.
setup-next-lead = Adults and computers: the safeguarding lead sets up their own computer and is let in. Until then nobody reads worries.
setup-next-tablets = Adults and computers: tablets ask to join and are let in, each by six words.
setup-next-hours = When school is open: your hours and terms, so that pupils hear when a worry is read.
setup-next-pages = Checks: show that pupils cannot read the staff pages. Until then nothing is published.
setup-open = Open Say So
