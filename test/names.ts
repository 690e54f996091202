/** What an office's data names: its indicators, places and areas, papers and their years. */
import { type Files, loadOffice } from '../src/office/load/index.ts'
import { files } from './data.ts'

/** Each once: 处置僵尸企业, 长兴, 2017, 浙转升办〔2017〕13号 */
export function namesOf(data: Files): readonly string[] {
  const { plans, regions, lexicon } = loadOffice(data)
  return [
    ...new Set([
      ...plans.flatMap((plan) => [
        String(plan.year),
        plan.title,
        plan.documentNumber,
        plan.issuer,
        ...plan.indicators.flatMap(({ name, short, aliases }) => [name, short, ...aliases]),
      ]),
      ...regions.all.flatMap(({ name, short, formerNames = [] }) => [name, short, ...formerNames]),
      ...lexicon.terms.filter(({ kind }) => kind === 'area').flatMap(({ words }) => words),
    ]),
  ]
}

const names = namesOf(files)

/** What a text names of the office of the tests. */
export const namesIn = (text: string): string[] => names.filter((name) => text.includes(name))
