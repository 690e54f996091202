/** What a coordinator decides of items of a list is never turned into its opposite. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const [saw, park, firm] = ['散锯点企业', '林下产业园区', '林业龙头企业']

async function shown(...words: readonly string[]) {
  const { says, store } = await office(await freshStore(), '2017-07-03 09:00')
  await says('柳泉', '/上报 散锯点 100家，林下园 2个，龙企 9家 截至6月30日')
  await says('澄州', '/审核 柳泉')
  let last = ''
  for (const one of words) last = await says('澄州', one)
  const [head = '', of = ''] = last.split('\n')
  const named = [saw, park, firm].filter((name) => head.includes(name) || of.includes(name))
  const acts = await store.all("SELECT 1 FROM ledger WHERE act IN ('accept', 'return')")
  expect(acts).toEqual([])
  return { head, named }
}

test.each<[string, readonly string[]]>([
  ['散锯点没问题，通过', [saw]],
  ['林下园可以，过', [park]],
  ['龙企和林下园没毛病，过', [park, firm]],
  ['龙企、散锯点也没问题', [saw, firm]],
  ['散锯点不用退，过', [saw]],
  ['林下园不是不能过', [park]],
  ['龙企以外的都过', [saw, park]],
  ['除了林下园都通过', [saw, firm]],
  ['都过吧，就是散锯点等等', [park, firm]],
  ['龙企先放着，其他过', [saw, park]],
  ['不同意散锯点过', [park, firm]],
])('%s: just what may pass is shown to pass', async (words, what) => {
  const { head, named } = await shown(words)
  expect(head).toMatch(/^通过/)
  expect(named).toEqual(what)
})

test.each<[string, readonly string[]]>([
  ['除龙企外，其他退回', [saw, park]],
  ['散锯点别动，其余退回', [park, firm]],
  ['林下园没通过，退回', [park]],
])('%s: just what is to go back is shown to be returned', async (words, what) => {
  const { head } = await shown(words)
  expect(head).toMatch(/^退回/)
  expect((await shown(words)).named).toEqual(what)
})

test.each([['都不过'], ['都别退，过'], ['龙企不该退'], ['散锯点和林下园别退，龙企退回']])(
  '%s: where words and what they are taken for disagree, or clauses do, the list is seen again',
  async (words) => {
    expect((await shown(words)).head).toMatch(/^待审核/)
  },
)

test('behind a preview of all, what is called right is no exception to it', async () => {
  expect((await shown('都通过', '林下园没问题')).named).toEqual([park])
  expect((await shown('都通过', '林下园先不过')).named).toEqual([saw, firm])
})
