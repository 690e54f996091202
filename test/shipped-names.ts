/** What the shipped data names of its own office: indicators, places, the paper and its year. */
import { loadOffice } from '../src/office/load/index.ts'
import { files } from './data.ts'

const { plans, regions } = loadOffice(files)

/** Each once: 处置僵尸企业, 长兴, 2017, 浙转升办〔2017〕13号 */
export const shippedNames: readonly string[] = [
  ...new Set([
    ...plans.flatMap((plan) => [
      String(plan.year),
      plan.title,
      plan.documentNumber,
      plan.issuer,
      ...plan.indicators.flatMap(({ name, short, aliases }) => [name, short, ...aliases]),
    ]),
    ...regions.all.flatMap(({ name, short, formerNames = [] }) => [name, short, ...formerNames]),
  ]),
]

export const shippedNamesIn = (text: string): string[] => shippedNames.filter((name) => text.includes(name))
