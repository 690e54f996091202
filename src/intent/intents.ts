/** What a message may be meant as. The labels of the sentences in data/intents; each is done by a command or none. */
export const INTENTS = [
  'report', // a figure, now
  'fill', // to report, with no figure yet
  'template', // a table to fill in and send back
  'correct', // a figure already reported was wrong
  'undo', // to take back what was just sent
  'ledger', // a question on how the figures stand
  'export', // a table or file of them
  'todo', // what do I still have to do
  'deadline', // until when
  'definition', // what an indicator means, how it is counted
  'document', // a question on policy
  'nudge', // remind those who are missing, now
  'preview', // whom will be reminded when
  'snooze', // remind me later
  'quiet', // do not remind me
  'leave', // I am away
  'back', // I am back
  'extend', // may we report later
  'review', // look at, pass or send back what was reported
  'receive', // take over what the cities have passed
  'bulletin', // the month's bulletin
  'help', // how is something done here
  'contact', // who is the contact of a place
  'bind', // to register, to hand over
  'human', // to speak to a person
  'agree', // assent to what was shown
  'decline', // no to what was shown
  'talk', // greeting, thanks, small talk
  'other', // nothing the office has to do with
] as const

/** An intent's name, as the files of data/intents use it. */
export type Intent = (typeof INTENTS)[number]
