/** One office, its conversations: the same on every runtime. */
import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/index.ts'
import { office } from '../office.ts'

/** @param open a fresh, migrated store of the runtime */
export function conversations(open: () => Promise<Store>): void {
  describe('the office in conversation', () => {
    test('an official asks and gets the figure with its provision, and a follow-up is understood', async () => {
      const { says } = await office(await open())
      expect(await says('官员', '2017年要处置多少家僵尸企业？')).toMatch(/300家[\s\S]*二（三）/)
      expect(await says('官员', '那土地呢？')).toMatch(/8万亩[\s\S]*四（一）/)
      expect(await says('官员', '2018年呢')).not.toMatch(/8万亩.*\n〔/)
    })

    test('a contact reports in one line, sees it echoed, and takes it back', async () => {
      const { says, presses, store } = await office(await open())
      expect(await says('长兴', '/上报 僵尸企业 12家 截至 6月30日')).toMatch(/已记录[\s\S]*处置僵尸企业[\s\S]*12家/)
      expect(await presses('长兴', '撤销')).toMatch(/已撤销|撤回/)
      const held = await store.all(
        `SELECT * FROM cell WHERE region = '330522' AND indicator = 'zombie-firms' AND state = 'submitted'`,
      )
      expect(held).toEqual([])
    })

    test('a report that is delivered twice at the same moment is recorded once', async () => {
      const { redeliver, hears, store } = await office(await open())
      await Promise.all([1, 2].map(() => redeliver('长兴', '/上报 僵尸企业 12家 截至 6月30日', 'same')))
      expect(await store.all(`SELECT * FROM ledger WHERE indicator = 'zombie-firms'`)).toHaveLength(1)
      expect(hears('长兴')).toHaveLength(1)
    })

    test('who has reported is not reminded, who is missing is, and the coordinator hears who', async () => {
      const { says, until, hears } = await office(await open(), '2017-07-04 09:00')
      await says(
        '长兴',
        '/上报 截至6月底：落后产能 12家；低小散 96家；僵尸企业 12家；小微企业园区 1家；标准厂房 12万平方米；高企 9家；科技型中小微企业 40家；存量土地 0.09万亩；用能空间 1.1万吨标煤',
      )
      await says('长兴', '其他指标本月无新增')
      const before = hears('长兴').length
      await until('2017-07-05 18:00')
      expect(hears('安吉').join('\n')).toMatch(/安吉县[\s\S]*截止/)
      expect(hears('长兴').slice(before).join('\n')).not.toMatch(/2017年6月[^。]*未报/)
      expect(hears('湖州').join('\n')).toMatch(/安吉县/)
    })

    test('nobody reports for another county, and the refusal says why', async () => {
      const { says, store } = await office(await open())
      expect(await says('官员', '/上报 僵尸企业 12家 截至 6月30日')).toMatch(/没有权限|县联系人/)
      await says('安吉', '长兴县僵尸企业截至6月底处置12家')
      expect(await store.all('SELECT * FROM ledger')).toEqual([])
    })
  })
}
