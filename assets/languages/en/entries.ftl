# What is said about entries, drafts and decisions.

entry-empty = Nothing is said in it yet.
    .do = Add words, symbols or a recording.
entry-media-missing = A { $kind } needs a recording.
    .do = Name the file with --media.
entry-media-unfitting = This file does not fit a { $kind }.
    .do = A clip needs a video, a voice entry a sound recording.
entry-text-too-long = The words are longer than { $limit } KB.
    .do = Send them in two parts.
entry-too-many-symbols = There are more than { $limit } symbols in one message.
    .do = Send them in two parts.
entry-too-many-tips = There are more than { $limit } tips.
    .do = Keep the { $limit } that matter most.
entry-too-many-media = There are more than { $limit } recordings in one entry.
    .do = Send them as two entries.
entry-pupil-missing = This ({ $kind }) needs a pupil.
    .do = Name the pupil with --pupil. Only a worry may be without a name.
entry-only-for-worries = --not-for, --urgent and --wants-to-talk-to are for worries.
    .do = Add --kind worry, or leave them out.
entry-already-sent = This has been signed off and sent before.
    .do = There is nothing to do: it was sent once.
entry-withdrawn = This entry was withdrawn. Nothing of it is left here.
entry-on-its-way = It is on its way: { $entry }
worry-nobody-serving = Nobody who works with this share now can open this worry: it can only be opened with the words from a safe.
    .do = Go with the pupil to a safe grown-up now.
observation-on-tablet = Observations are written by staff.
    .do = Add it on a staff computer.

publish-worry = A worry is never put on the staff pages.
publish-not-for-staff = The pupil did not choose the grown-ups who teach here.
    .do = Ask the pupil; they can say it again for staff.
publish-others-not-looked-at = Somebody else can be seen or heard in it.
    .do = Look at it first. If no other child can be recognised, publish with --no-other-child.
publish-objection-video = There is an objection to video for this pupil.
publish-objection-voice = There is an objection to voice recordings for this pupil.
publish-objection-photo = There is an objection to photos for this pupil.
publish-objection-pages = There is an objection to the staff pages for this pupil.
publish-no-image = No picture of this pupil may be shown.
publish-no-pupil = It belongs to no pupil of this school.
    .do = Import the roster, then try again.
publish-withdrawn = This entry was withdrawn.
publish-taken-back = This was taken back.
    .do = Withdraw it, so that it is destroyed.
publish-held = Safeguarding keeps this entry: it is not put on pages.
publish-state = This entry cannot be published as it is.
published = It is on the staff pages: { $page }
withdraw-held = Safeguarding keeps this entry: it was hidden and taken off the pages, not destroyed. A receipt says that you asked.
    .do = Ask the safeguarding lead.
worry-unopened = Nobody has opened this worry yet.
    .do = Open it first: a worry is never destroyed unheard.
withdraw-reason-empty = The receipt needs a reason.
    .do = Say it with --reason.
withdrawn = { $entry } is withdrawn and destroyed wherever we put it. Copies that others made cannot be called back.
taken-back = { $entry } is taken back. Staff no longer see it and will destroy it.
replied = The answer is on its way.
held = Safeguarding keeps this entry from now on.
opened = It lies in { $path }. Delete it there when you have finished with it.

draft-none = There is no such draft.
    .do = “sayso drafts” lists them.
draft-in-use = This draft is being recorded.
    .do = Wait until the recording has ended.
draft-full = The recording is as long as a draft can be. What was recorded is kept.
draft-of-another = This draft is another pupil’s.
    .do = “sayso drafts --json” says whose each draft is.
drafts-none = There are no drafts.
draft-recovered = { $draft }: { $kind } of { $seconds } s, found after an interruption
draft-recording = { $draft }: { $kind } of { $seconds } s, being recorded
draft-whole = { $draft }: { $kind } of { $seconds } s
draft-damaged = { $count ->
        [one] One piece of it is
       *[other] { $count } pieces of it are
    } damaged, about half a second each. Everything else of it is kept.
    .do = Listen to the recording before sending it: words may be missing.
draft-unreadable = The draft { $draft } is damaged and cannot be opened.
    .do = Ask the pupil to say it again. If it happens again, check this tablet’s disk.
record-draft = The draft is { $draft }.
record-file = The clip is { $path }.
record-seconds = A recording lasts more than 0 and up to { $limit } seconds.
record-nothing = There is neither picture nor sound to record.
    .do = Choose a camera or a microphone.

inbox-empty = Nothing has come in yet.
search-empty = Nothing found. Try fewer words, or the beginning of one.
