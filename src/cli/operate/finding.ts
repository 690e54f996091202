/** What the doctor finds: how it stands, and how to mend it. */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'bad'
  readonly text: string
  readonly mend?: string
}

/** What is well. */
export const ok = (text: string): Finding => ({ level: 'ok', text })
/** What goes on working, and how it is mended. */
export const warn = (text: string, mend: string): Finding => ({ level: 'warn', text, mend })
/** What does not work, and how it is mended; the command fails. */
export const bad = (text: string, mend?: string): Finding => ({ level: 'bad', text, ...(mend && { mend }) })
