/** Run as a process of its own, since Node reads NODE_EXTRA_CA_CERTS at its start only: one question, what came of it. */
import { ModelFault, openModel } from '../../src/model/index.ts'

const [url = ''] = process.argv.slice(2)
const model = openModel({
  endpoint: { url, name: 'scripted', key: 'sk-1' },
  limitMs: 5_000,
  now: () => performance.now(),
})
try {
  let text = ''
  for await (const piece of model.ask({ turns: [{ role: 'user', content: '问' }], temperature: 0, maxTokens: 10 }))
    text += piece
  console.log(text)
} catch (error) {
  console.log(error instanceof ModelFault ? `fault ${error.reason}` : error)
}
