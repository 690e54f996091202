/** How many generated cases a file plays: as many as docs/security.md says. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from './size.ts'

/** Counts the cases of a file's properties, each by its full length where all of it that is to be played was. */
export function casesOf(file: string) {
  let played = 0
  return {
    /** As the second argument of `fc.assert`. @param full how many cases by night */
    cases<T>(full: number): fc.Parameters<T> {
      const numRuns = runs(full)
      return {
        numRuns,
        reporter(out) {
          if (out.failed) throw new Error(fc.defaultReportMessage(out))
          if (out.numRuns === numRuns) played += Math.ceil(full)
        },
      }
    },
    /** Cases that no property plays. */
    note(count: number): void {
      played += count
    },
    /** The file's last test. */
    areDocumented(): void {
      test('are as many generated cases as docs/security.md says', () => {
        expect(played).toBe(documented(file))
      })
    },
  }
}

/** What the table of generated cases says of a file. */
function documented(file: string): number {
  const [, table = ''] = readFileSync(join(import.meta.dirname, '../docs/security.md'), 'utf8').split(
    '| border | cases | test |',
  )
  const rows = (table.split('\n\n')[0] ?? '').matchAll(/^\| [^|]+ \| ([^|]+) \| `([^`]+)` \|$/gm)
  const numbers = [...rows].flatMap(([, cases = '', named]) => (named === file ? cases.match(/\d+( \d{3})*/g) : []))
  return numbers.reduce((sum, one) => sum + Number(one?.replaceAll(' ', '')), 0)
}
