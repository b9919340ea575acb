//! A computer is set up in the window, by somebody who never saw a command line: a new school, a
//! tablet, a member of staff; by label and by keyboard. What is wrong is told, and nothing is made.

mod computer;
mod holds;
mod newcomers;
mod school;
