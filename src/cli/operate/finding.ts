/** What the doctor finds: how it stands, and how to mend it. */
/** Something that the doctor found: how it stands, and how to mend it. */
export interface DoctorFinding {
  readonly level: 'ok' | 'warn' | 'bad'
  readonly text: string
  readonly mend?: string
}

/** A finding that all is well. */
export const ok = (text: string): DoctorFinding => ({ level: 'ok', text })
/** A finding on something that works and should be mended. */
export const warn = (text: string, mend: string): DoctorFinding => ({ level: 'warn', text, mend })
/** A finding on something that does not work; the command then fails. */
export const bad = (text: string, mend?: string): DoctorFinding => ({ level: 'bad', text, ...(mend && { mend }) })
