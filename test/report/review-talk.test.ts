/** What a coordinator says to a list of figures that waits for review. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const open = async () => {
  const one = await office(await freshStore(), '2017-07-03 09:00')
  await one.says('柳泉', '/上报 散锯点 100家，林下园 2个，龙企 9家 截至6月30日')
  expect(await one.says('澄州', '/审核 柳泉')).toMatch(/^待审核：柳泉县，3项/)
  return one
}
type Store = Awaited<ReturnType<typeof open>>['store']

const acts = async (store: Store, act: string): Promise<string[]> =>
  (await store.all<{ indicator: string }>('SELECT indicator FROM ledger WHERE act = ? ORDER BY indicator', act)).map(
    ({ indicator }) => indicator,
  )

test('one is held, the others pass, and it passes when it was asked about', async () => {
  const { says, store } = await open()
  expect(await says('澄州', '龙企先放一放，我问下科技局')).toMatch(/^通过1个地方的2项？[\s\S]*先放着：林业龙头企业/)
  expect(await acts(store, 'accept')).toEqual([])
  expect(await says('澄州', '其他的过')).toMatch(/^已通过：2项/)
  expect(await acts(store, 'accept')).toHaveLength(2)
  expect(await says('澄州', '问清楚了，那个也过')).toMatch(/^通过：柳泉县林业龙头企业9家/)
  expect(await says('澄州', '好')).toMatch(/^已通过：1项/)
  expect(await acts(store, 'accept')).toHaveLength(3)
})

test('one is returned with exactly the reason that was given, and the rest is left as it is', async () => {
  const { says, store, hears } = await open()
  expect(await says('澄州', '散锯点涨得有点悬，退了')).toMatch(/^退回要写明原因[\s\S]*散锯点企业/)
  expect(await acts(store, 'return')).toEqual([])
  expect(await says('澄州', '原因写 增幅偏大 请附名单')).toMatch(/^已退回：1项[\s\S]*原因：增幅偏大 请附名单/)
  expect(hears('柳泉').at(-1)).toMatch(/原因：增幅偏大 请附名单/)
  expect(await acts(store, 'return')).toHaveLength(1)
  expect(await says('澄州', '另外两个不退')).toMatch(/没有退[\s\S]*林业龙头企业[\s\S]*林下产业园区/)
  expect(await acts(store, 'return')).toHaveLength(1)
  expect(await acts(store, 'accept')).toEqual([])
})

test.each([
  ['退回柳泉县散锯点，原因数字翻倍请核实', '散锯点企业', '数字翻倍请核实'],
  ['退回柳泉龙企，没附认定文件', '林业龙头企业', '没附认定文件'],
  ['把柳泉的林下园退回去，跟台账对不上', '林下产业园区', '跟台账对不上'],
  ['柳泉散锯点退回，理由是重复计算了', '散锯点企业', '重复计算了'],
  ['退回柳泉县6月散锯点，原因：单位错了', '散锯点企业', '单位错了'],
])('%s: what is returned and why are seen before it is told, with no list open', async (words, what, why) => {
  for (const who of ['澄州', '省办'] as const) {
    const { says, store } = await open()
    await says('澄州', '催没报的')
    expect(await says(who, words)).toMatch(new RegExp(`^退回1项？\n柳泉县：${what}（2017年6月）\n原因：${why}。`))
    expect(await acts(store, 'return')).toEqual([])
    expect(await says(who, '对')).toMatch(/^已退回：1项/)
    expect(await acts(store, 'return')).toHaveLength(1)
  }
})

test('a return without a reason asks for it, with all that was named', async () => {
  const { says } = await open()
  expect(await says('省办', '柳泉的数全退回去')).toMatch(
    /^退回要写明原因\n柳泉县：林业龙头企业.*林下产业园区.*散锯点企业/,
  )
})

test('where the others are to pass the list is shown, and nothing of it is left out', async () => {
  const { says } = await open()
  expect(await says('省办', '柳泉散锯点退回，其他都通过')).toMatch(/^待审核：柳泉县，3项/)
})

test('what is said of another figure than those of the list changes nothing', async () => {
  const { says, store } = await open()
  await says('澄州', '标准苗棚先放一放')
  await says('澄州', '你吃饭了吗')
  expect([...(await acts(store, 'accept')), ...(await acts(store, 'return'))]).toEqual([])
})

test('the province presses the city whose review it looks at, after seeing whom', async () => {
  const { says, store } = await open()
  await says('省办', '/审核 澄州')
  expect(await says('省办', '那让他们快点审')).toMatch(/^催审预览|^催审[\s\S]*澄州市/)
  expect(await store.all("SELECT * FROM outbox WHERE key LIKE '%review/%'")).toEqual([])
  expect(await says('省办', '发')).toMatch(/^已/)
})

test.each<readonly [string, readonly string[]]>([
  ['/通过 柳泉 林下产业园区、林业龙头企业', ['forest-leaders', 'forest-parks']],
  ['/通过 柳泉 除了散锯点企业', ['forest-leaders', 'forest-parks']],
])('%s: those that are named pass after a look, and no other', async (words, accepted) => {
  const { says, presses, store } = await open()
  expect(await says('澄州', words)).toMatch(/^通过1个地方的2项？/)
  expect(await acts(store, 'accept')).toEqual([])
  await presses('澄州', '通过2项')
  expect(await acts(store, 'accept')).toEqual(accepted)
})

test('a place that is excepted does not pass', async () => {
  const { says, store } = await open()
  expect(await says('澄州', '/通过 除了柳泉县')).toMatch(/没有|没什么/)
  expect(await acts(store, 'accept')).toEqual([])
  await says('竹坞', '/上报 龙企 9家 截至6月30日')
  await says('澄州', '/通过 除了柳泉县')
  expect(await store.all("SELECT region FROM ledger WHERE act = 'accept'")).toEqual([{ region: '980523' }])
})
