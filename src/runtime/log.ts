/** One line of JSON an event, with its time and how much it matters; texts of people are not among them. */
import type { Log } from '../assistant/parts.ts'

/** Something did not go as it should; what was only refused or sent again is told as a warning. */
const ERRORS = /fail|broken|stopped/
const WARNINGS = /lost|not-sent|refused|ignored|cut-off|set-aside/

/**
 * A log of one line of JSON an entry, with its instant.
 * @param write  a line, to wherever they are collected
 * @param now    ms since the epoch
 * @param counts told of each entry, too
 */
export const openLog =
  (
    write: (line: string) => void,
    now: () => number,
    counts?: (entry: Readonly<Record<string, unknown>>) => void,
  ): Log =>
  (entry) => {
    counts?.(entry)
    write(JSON.stringify({ at: new Date(now()).toISOString(), level: levelOf(String(entry['event'])), ...entry }))
  }

const levelOf = (event: string): 'error' | 'warn' | 'info' =>
  WARNINGS.test(event) ? 'warn' : ERRORS.test(event) ? 'error' : 'info'
