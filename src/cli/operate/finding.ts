/** What the doctor finds: how it stands, and how to mend it. */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'bad'
  readonly text: string
  readonly mend?: string
}

export const ok = (text: string): Finding => ({ level: 'ok', text })
export const warn = (text: string, mend: string): Finding => ({ level: 'warn', text, mend })
export const bad = (text: string, mend: string): Finding => ({ level: 'bad', text, mend })
