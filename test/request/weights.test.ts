/** The weights in data/ are what the questions teach; `npx vitest run -u test/request/weights.test.ts` fits them anew. */
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { desk, development, questionsIn } from './desk.ts'
import { fitted, START } from './fit.ts'

test('the weights are those that the questions teach', async () => {
  const told = await desk(START)
  const examples = [...development, ...questionsIn('own')]
    .filter(({ isTwo }) => !isTwo)
    .map(({ says, asker, query, history }) => {
      const candidates = told.proposed(says, asker, told.lastOf(history, asker))
      return { candidates, isRight: candidates.map((one) => told.wrongIn(one.query, query).length === 0) }
    })
  const taught = examples.filter(({ isRight }) => isRight.includes(true) && isRight.includes(false))
  expect(taught.length).toBeGreaterThan(100)
  const text = `# Fitted by test/request/weights.test.ts on questions whose query is known; not to be edited.\n${stringify(fitted(examples))}`
  await expect(text).toMatchFileSnapshot('../../data/request/weights.yaml')
})
