import { test } from 'vitest'
import { readFileSync } from 'node:fs'
import { folded } from '../src/language/index.ts'
import { Names } from '../src/report/grammar/names.ts'
import { saidIn } from '../src/report/grammar/said/message.ts'
import { dayOf } from '../src/office/day.ts'
import { contextOf, reader, office, told } from './report/grammar/office.ts'
test('x', () => {
  const c = contextOf({})
  const names = new Names(office.plan.indicators)
  for (const t of readFileSync('/tmp/said.txt','utf8').trim().split('\n').map((l) => l.replaceAll('|', '\n'))) {
    const u = reader(t, { today: dayOf(c.now), own: c.region })
    const text = folded(t)
    const said = saidIn(u, 0, { text, names, today: dayOf(c.now) })
    console.log(t, '=>', said.map(s => `${text.slice(s.at, s.end)}/${s.is}${(s as any).small ? '.s' : ''}${(s as any).like ?? ''}${(s as any).role ?? ''}`).join(' '), ' => ', told(t))
  }
})
