/** The office's cards on the simulated platform's page, as people see them. `FEISHU_PICTURES=folder` keeps pictures. */
import { afterEach, expect, test } from 'vitest'
import { inBrowser } from '../../browser/chromium.ts'
import { closeAll, feishuOffice } from './office.ts'

afterEach(closeAll)

inBrowser('the office in a browser', (open) => {
  test('a contact reports and undoes, a coordinator sees ranking and review', async () => {
    const { sim, person, quiet, tickAt } = await feishuOffice('longconn')
    const contact = await person('张敏', 'contact', '柳泉县')
    const city = await person('李科', 'city-coordinator', '澄州市')
    const province = await person('王处', 'provincial-coordinator', '沧岭省')
    const picture = async (name: string, said: readonly string[], user: typeof contact) => {
      for (const text of said) {
        sim.users.sendText(user, text)
        await quiet()
      }
      const page = await open(`${sim.url}/sim/?user=${user.openId}&chat=${user.chatId}`, {
        viewport: { width: 1100, height: 1500 },
      })
      await page
        .getByText(said.at(-1) ?? '')
        .first()
        .waitFor()
      const folder = process.env['FEISHU_PICTURES']
      if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
      await page.close()
    }
    await picture('question', ['2017年要处置多少家老旧木厂？', '林下产业园呢？', '市长是谁？'], contact)
    await picture('report', ['/上报 老旧木厂 12家', '/填报'], contact)
    await picture('review', ['/审核', '/未报'], city)
    await picture('ranking', ['/排名 老旧木厂', '/进度'], province)
    expect(sim.counters.refusals).toEqual({})
    await tickAt('2017-07-05 09:30')
    await quiet()
    expect(sim.counters.violated()).toBe(0)
  })
})
