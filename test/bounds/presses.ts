/** What a command's buttons and forms bring, with a text parted among the fields that take any, and what holds in the others. */
import type { Command } from '../../src/message/command.ts'
import type { Wire } from '../../src/message/input.ts'
import { office, region } from './office.ts'

const INDICATORS = office.plan.indicators.map(({ id }) => id)
/** One of them holds in each field that does not take any text. */
const HOLDING = ['yes', '1', '2018-01-10', '2017-11', region, ...INDICATORS, 'freeze', 'internal', 'docx', 'period']
const OTHERS = ['approve', 'drop', 'back', 'skip', '0', String(Date.parse('2018-01-05'))]
/** Fields that forms have beside those declared: a figure's. */
const BESIDE = [...INDICATORS, 'v1', 'd1']
const ANY = '随便写的'

/** @returns the press that a text makes; undefined: nothing of the command takes any text */
export function pressWith({ input, press }: Command): ((text: string) => Wire) | undefined {
  if (!input || !press) return undefined
  const fields = Object.entries(input.shape).flatMap(([name, schema]) => {
    const held = [ANY, ...HOLDING, ...OTHERS].find((value) => schema.safeParse(value).success)
    return held === undefined ? [] : [[name, held] as const]
  })
  const declared = without(Object.fromEntries(fields), (values) => press(values) !== undefined)
  const beside = BESIDE.filter((name) => press({ ...declared, [name]: ANY }) !== undefined)
  const values = { ...declared, ...Object.fromEntries(beside.map((name) => [name, ANY])) }
  const free = Object.keys(values).filter((name) => values[name] === ANY)
  if (free.length === 0 || !press(values)) return undefined
  return (text) => {
    const length = Math.ceil(text.length / free.length)
    const parts = free.map((name, at) => [name, text.slice(at * length, (at + 1) * length)] as const)
    return { ...values, ...Object.fromEntries(parts) }
  }
}

/** Fields that exclude each other: one after the other is left out until what is left holds. */
function without(values: Wire, holds: (values: Wire) => boolean): Wire {
  if (holds(values)) return values
  for (const name of Object.keys(values)) {
    const { [name]: _, ...rest } = values
    if (holds(rest)) return rest
  }
  return values
}
