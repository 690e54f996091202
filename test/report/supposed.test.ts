/** What is only taken to be so is no figure: it changes nothing that waits, and nothing that is on record. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const opened = async () => {
  const store = await freshStore()
  const { says } = await office(store)
  const values = (table: 'ledger' | 'draft') =>
    table === 'ledger'
      ? store.all('SELECT value FROM ledger ORDER BY sequence')
      : store.all('SELECT content FROM draft WHERE open = 1')
  return { says, values }
}

test.each(['如果报12家呢', '要是12家呢', '如果再加3家排第几', '如果不对就改成12家', '要是超了就改成12家吧'])(
  '%s, beside a draft: the draft stays as it is, is seen again, and a yes files that',
  async (said) => {
    const { says, values } = await opened()
    expect(await says('柳泉', '早，六月底的老旧木厂累计14家')).toMatch(/^请确认/)
    const before = await values('draft')
    expect(await says('柳泉', said)).not.toMatch(/^请确认|^已记录/)
    expect(await values('draft')).toEqual(before)
    if (!/^已记录/.test(await says('柳泉', '确认'))) expect(await says('柳泉', '确认')).toMatch(/^已记录/)
    expect(await values('ledger')).toEqual([{ value: '14' }])
  },
)

test.each(['如果不对就改成12家', '如果不对，改成12家', '要是超了就改成12家吧', '如果报12家呢'])(
  '%s, behind a receipt: nothing is put right by it',
  async (said) => {
    const { says, values } = await opened()
    expect(await says('柳泉', '/上报 老旧木厂 14家')).toMatch(/^已记录/)
    expect(await says('柳泉', said)).not.toMatch(/^已记录/)
    expect(await values('ledger')).toEqual([{ value: '14' }])
  },
)

test('what is right, and no condition, still is put right', async () => {
  const { says, values } = await opened()
  await says('柳泉', '/上报 老旧木厂 14家')
  expect(await says('柳泉', '不对，改成12家')).toMatch(/^已记录/)
  expect(await values('ledger')).toEqual([{ value: '14' }, { value: '12' }])
})
