import { test } from 'vitest'
import { notedAll } from '../language/notation.ts'
import { desk, development, questionsIn } from './desk.ts'
import { sets } from './sets.ts'

test('dbg', async () => {
  const says = (process.env['SAY'] ?? '').split('|').filter(Boolean)
  if (says.length > 0) {
    const told = await sets()
    for (const one of says) {
      const [say = '', who = 'province'] = one.split('@')
      const own = who.includes(' ')
        ? told.office.regions.all.find(({ short }) => short === who.split(' ')[1])?.key
        : told.office.regions.province.key
      const r = told.read(say, { today: '2017-07-12' as never, own: own as never })
      console.info(
        say,
        '\n',
        r.readings
          .slice(0, Number(process.env['N'] ?? 2))
          .map(
            (x) =>
              x.score.toFixed(2) + ' ' + x.spans.map((s) => `[${say.slice(s.at, s.end)}] ${notedAll([s])}`).join(' · '),
          )
          .join('\n '),
        '\n',
        JSON.stringify(told.settled(say, who)),
      )
    }
    return
  }
  const told = await desk()
  for (const name of ['development', 'own', 'others', 'third', 'fourth']) {
    const all = name === 'development' ? development : questionsIn(name)
    const { first, misses } = told.fare(all)
    console.info(name, first, all.length, '\n' + [...misses].map(([a, b]) => `  ${a}: ${b}`).join('\n'))
  }
})
