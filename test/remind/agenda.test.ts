import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, clockOf, type Day, dayOf, type Instant, instant } from '../../src/office/day.ts'
import type { Plan } from '../../src/office/plan.ts'
import type { Rule } from '../../src/office/schedule.ts'
import { agenda, type Timetable } from '../../src/remind/planner/agenda.ts'
import { runs } from '../size.ts'
import { office } from './world.ts'

const plan = office.plans.find(({ year }) => year === 2017) as Plan
const FROM = at('2017-09-04' as Day)
const TO = at('2017-10-20' as Day)

const rule = fc.record({
  shift: fc.constantFrom('none', 'statutory-only', 'next-workday', 'previous-workday'),
  graceDays: fc.integer({ min: 0, max: 5 }),
  due: fc.record({ monthsAfter: fc.integer({ min: 0, max: 2 }), day: fc.integer({ min: 1, max: 31 }) }),
  workdays: fc.uniqueArray(fc.integer({ min: -12, max: 12 }), { minLength: 1, maxLength: 6 }),
  clock: fc.constantFrom('08:30', '09:00', '12:20', '17:40'),
})

const rulesOf = (made: fc.RandomType | readonly object[]): Rule[] =>
  (made as readonly { workdays: number[]; clock: string }[]).map((one, i): Rule => {
    const base = plan.rules[0] as Rule
    const { workdays, clock, ...rest } = one
    const [stage] = base.stages
    return {
      ...base,
      ...(rest as Partial<Rule>),
      id: `rule${i}`,
      stages: workdays.flatMap((n) => (stage ? [{ ...stage, id: `stage${n}`, workdays: n, clock }] : [])),
    }
  })

/** Of the office's hours; none lies in others. */
const TWENTY_MINUTES = Array.from({ length: (TO - FROM) / 1_200_000 }, (_, i) => instant(FROM + i * 1_200_000)).filter(
  (tick) => clockOf(tick) >= '08:00' && clockOf(tick) <= '18:00',
)

const timetable = (rules: readonly Rule[], ran: ReadonlySet<string>): Timetable => ({
  rules,
  calendar: office.calendar,
  regions: office.regions,
  moves: [],
  ran,
  since: FROM,
})

/** Every stage with its instant, found by looking once a minute's step of the agenda itself is never asked for. */
function runAll(rules: readonly Rule[], ticks: readonly Instant[]): { id: string; at: Instant; ran: Instant }[] {
  const ran = new Set<string>()
  return ticks.flatMap((now) => {
    const { passes } = agenda(timetable(rules, ran), now)
    for (const { id } of passes) ran.add(id)
    return passes.map((pass) => ({ id: pass.id, at: pass.at, ran: now }))
  })
}

/** Ticks that follow `next` only. */
function following(rules: readonly Rule[]): Instant[] {
  const ran = new Set<string>()
  const ticks: Instant[] = []
  for (let now = FROM; now < TO; ) {
    ticks.push(now)
    const { passes, next } = agenda(timetable(rules, ran), now)
    for (const { id } of passes) ran.add(id)
    expect(next).toBeGreaterThan(now)
    now = next
  }
  return ticks
}

describe('the agenda, whatever the rules', () => {
  test('following `next` finds the same stages at the same instants as looking every twenty minutes', () => {
    let stages = 0
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 3 }), (made) => {
        const rules = rulesOf(made)
        const often = runAll(rules, TWENTY_MINUTES)
        const exact = runAll(rules, following(rules))
        stages += exact.length
        expect(exact.map(({ id, at: when }) => `${id} ${when}`).sort()).toEqual(
          often.map(({ id, at: when }) => `${id} ${when}`).sort(),
        )
        expect(exact.every(({ at: when, ran }) => when === ran)).toBe(true)
      }),
      { numRuns: runs(6) },
    )
    expect(stages).toBeGreaterThan(runs(20))
  })

  test('each stage runs once, on a working day outside the quiet hours, however the ticks come', () => {
    const tick = fc.integer({ min: FROM / 60_000, max: TO / 60_000 }).map((minute) => instant(minute * 60_000))
    let reached = 0
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 3 }),
        fc.array(tick, { minLength: 5, maxLength: 60 }),
        (made, ticks) => {
          const found = runAll(rulesOf(made), ticks)
          reached += found.length
          expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
          for (const { at: when, ran } of found) {
            expect(when).toBeLessThanOrEqual(ran)
            expect(office.calendar.isWorkday(dayOf(ran))).toBe(true)
            expect(clockOf(ran) >= '08:30' && clockOf(ran) < '18:00').toBe(true)
            expect(office.calendar.isWorkday(dayOf(when))).toBe(true)
          }
        },
      ),
      { numRuns: runs(60) },
    )
    expect(reached).toBeGreaterThan(runs(100))
  })
})
