//! Threads that do what blocks. Each takes one job after the other and tells what came of it;
//! one that dies by a mistake of ours becomes an event.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::event::Event;
use crate::media::Waker;

type Job = Box<dyn FnOnce() -> Option<Event> + Send>;

/// Where workers tell, and wake the window.
#[derive(Clone)]
pub struct Teller {
    events: Sender<Event>,
    pub waker: Waker,
}

impl std::fmt::Debug for Teller {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a teller")
    }
}

impl Teller {
    pub fn new(waker: Waker) -> (Self, Receiver<Event>) {
        let (events, told) = channel();
        (Self { events, waker }, told)
    }

    pub fn tell(&self, event: Event) {
        // Nobody listens once the window has closed.
        let _ = self.events.send(event);
        (self.waker)();
    }
}

/// A thread with a queue. Ends when it is dropped and its queue is done.
#[derive(Debug)]
pub struct Worker {
    jobs: Sender<Job>,
}

impl Worker {
    pub fn start(name: &'static str, teller: &Teller) -> Self {
        let (jobs, queue) = channel::<Job>();
        let teller = teller.clone();
        let for_failure = teller.clone();
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || {
            for job in queue {
                do_one(name, &teller, job);
            }
        });
        if spawned.is_err() {
            for_failure.tell(Event::WorkerDied { name });
        }
        Self { jobs }
    }

    /// Queues a job; what it gives is told.
    pub fn ask(&self, job: impl FnOnce() -> Option<Event> + Send + 'static) {
        // A worker that is gone has told so.
        let _ = self.jobs.send(Box::new(job));
    }
}

fn do_one(name: &'static str, teller: &Teller, job: Job) {
    match catch_unwind(AssertUnwindSafe(job)) {
        Ok(Some(event)) => teller.tell(event),
        Ok(None) => {}
        Err(_) => {
            tracing::error!(name, "a worker's job ended by a mistake of ours");
            teller.tell(Event::WorkerDied { name });
        }
    }
}

/// One job on a thread of its own.
pub fn once(
    name: &'static str,
    teller: &Teller,
    job: impl FnOnce() -> Option<Event> + Send + 'static,
) {
    let teller = teller.clone();
    let for_failure = teller.clone();
    let spawned = thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || do_one(name, &teller, Box::new(job)));
    if spawned.is_err() {
        for_failure.tell(Event::WorkerDied { name });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_job_that_dies_is_told_and_the_worker_goes_on() {
        let (teller, told) = Teller::new(Arc::new(|| {}));
        let worker = Worker::start("test", &teller);
        worker.ask(|| panic!("a mistake of ours"));
        worker.ask(|| Some(Event::SecretSet));
        let first = told.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(matches!(first, Event::WorkerDied { name: "test" }));
        let second = told.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(matches!(second, Event::SecretSet));
    }
}
