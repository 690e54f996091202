/** The main paths through the simulated platform, both ways in. */
import { afterEach, describe, expect, test } from 'vitest'
import { closeAll, feishuOffice } from './office.ts'

afterEach(closeAll)

describe.each(['longconn', 'webhook'] as const)('an office on Feishu by %s', (way) => {
  test('answers a question and its follow-up from the document', async () => {
    const { sim, person, quiet } = await feishuOffice(way)
    const official = await person('王处', 'official', '沧岭省')
    sim.users.sendText(official, '2017年要处置多少家老旧木厂？')
    await quiet()
    expect(sim.lastFromBot(official)?.text).toContain('63家')
    sim.users.sendText(official, '林下产业园呢？')
    await quiet()
    expect(sim.lastFromBot(official)?.text).toContain('24家')
    expect(sim.counters.lateAnswers).toBe(0)
    expect(sim.counters.refusals).toEqual({})
  })

  test('takes an update once, however often it comes, and takes it back', async () => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    sim.faults.events.duplicate = 1
    sim.faults.events.concurrent = 1
    sim.users.sendText(contact, '/上报 老旧木厂 12家')
    await sim.settled()
    await quiet()
    expect(await count('ledger')).toBe(1)
    expect(sim.sees(contact).filter(({ byBot }) => byBot)).toHaveLength(1)
    const echo = sim.lastFromBot(contact)
    expect(echo?.text).toContain('12')
    const pressed = await sim.press(contact, echo ?? '', /撤/)
    expect(pressed.error).toBeUndefined()
    expect(pressed.toast).toBeDefined()
    await quiet()
    expect(
      sim
        .sees(contact)
        .map(({ text }) => text)
        .join(),
    ).toMatch(/撤/)
  })

  test('a coordinator passes what was reported, and cannot pass it twice', async () => {
    const { sim, person, quiet, store } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const city = await person('李科', 'city-coordinator', '澄州市')
    sim.users.sendText(contact, '/上报 老旧木厂 12家')
    await quiet()
    sim.users.sendText(city, '/审核')
    await quiet()
    const card = sim.lastFromBot(city)
    expect(card?.text).toContain('12家')
    expect((await sim.press(city, card ?? '', /全部通过/)).toast?.type).toBe('success')
    await quiet()
    expect(await store.all('SELECT state FROM cell WHERE figure IS NOT NULL')).toEqual([{ state: 'accepted' }])
    expect(sim.message(card ?? '').card?.buttons.filter(({ label }) => label.startsWith('全部通过'))).toEqual([])
  })

  test('an update that is edited keeps both figures', async () => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    sim.users.sendText(contact, '/上报 老旧木厂 12家')
    await quiet()
    sim.users.sendText(contact, '/上报 老旧木厂 13家')
    await quiet()
    expect(await count('ledger')).toBe(2)
    expect(sim.lastFromBot(contact)?.text).toMatch(/12.*13/s)
  })

  test('a message that is recalled takes its figure with it', async () => {
    const { sim, person, quiet } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const { message } = sim.users.sendText(contact, '/上报 老旧木厂 12家')
    await quiet()
    sim.users.recall(contact, message)
    await quiet()
    expect(sim.lastFromBot(contact)?.text).toMatch(/撤/)
  })

  test('a message that its recall overtakes is never recorded', async () => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    sim.users.sendText(contact, '/帮助')
    await quiet()
    const content = JSON.stringify({ text: '/上报 老旧木厂 12家' })
    const message = sim.world.post({ chatId: contact.chatId, from: contact.openId, type: 'text', content })
    const recall = sim.users.recall(contact, message)
    await quiet()
    expect(recall?.attempts.map(({ outcome }) => outcome)).toEqual(['ok'])
    const late = sim.emit('im.message.receive_v1', {
      sender: { sender_id: { open_id: contact.openId }, sender_type: 'user' },
      message: {
        message_id: message.id,
        create_time: String(message.at),
        chat_id: contact.chatId,
        chat_type: 'p2p',
        message_type: 'text',
        content,
      },
    })
    await quiet()
    expect(late.attempts.map(({ outcome }) => outcome)).toEqual(['ok'])
    expect(await count('ledger')).toBe(0)
  })

  test('a form comes pre-filled, and what is submitted is recorded', async () => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    sim.users.sendText(contact, '/填报')
    await quiet()
    const form = sim.lastFromBot(contact)
    const field = form?.card?.fields.find(({ label }) => label.startsWith('老旧木厂'))
    expect(field).toBeDefined()
    const pressed = await sim.submitForm(contact, form ?? '', { [field?.name ?? '']: '12' })
    expect(pressed.error).toBeUndefined()
    await quiet()
    expect(await count('ledger')).toBe(1)
  })

  test('a reminder goes out to who has not reported, and 零报告 settles it', async () => {
    const { sim, person, quiet, tickAt, count } = await feishuOffice(way, { start: '2017-06-20 09:00' })
    const contact = await person('张敏', 'contact', '柳泉县')
    for (const day of [
      '2017-06-27',
      '2017-06-28',
      '2017-06-29',
      '2017-06-30',
      '2017-07-03',
      '2017-07-04',
      '2017-07-05',
    ]) {
      await tickAt(`${day} 09:30`)
      await quiet()
      if (sim.lastFromBot(contact)) break
    }
    expect(sim.lastFromBot(contact)?.text).toMatch(/截止/)
    sim.users.sendText(contact, '/零报告')
    await quiet()
    expect(await count('ledger')).toBeGreaterThan(0)
  })

  test('in a group answers only who speaks to it, without the mention', async () => {
    const { sim, person, quiet } = await feishuOffice(way)
    const official = await person('王处', 'official', '沧岭省')
    const group = sim.users.addGroup({ name: '工作群', members: [official] })
    sim.users.sendText(official, '2017年要处置多少家老旧木厂？', { in: group })
    await quiet()
    expect(sim.lastFromBot(group)).toBeUndefined()
    sim.users.sendText(official, '2017年要处置多少家老旧木厂？', { in: group, mention: true })
    await quiet()
    expect(sim.lastFromBot(group)?.text).toContain('63家')
  })

  test('the echo of an update in a group leaves out the note, which the reviewer sees', async () => {
    const { sim, person, quiet } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const city = await person('胡敏', 'city-coordinator', '澄州市')
    const group = sim.users.addGroup({ name: '工作群', members: [contact, city] })
    sim.users.sendText(contact, '/上报 老旧木厂 12家 截至 6月30日 备注：含两家破产中', { in: group, mention: true })
    await quiet()
    expect(sim.lastFromBot(group)?.text).toContain('12家')
    expect(sim.lastFromBot(group)?.text).not.toContain('破产')
    sim.users.sendText(city, '/审核')
    await quiet()
    expect(sim.lastFromBot(city)?.text).toContain('含两家破产中')
  })

  test('what it cannot read is answered in one sentence; whoever comes first is welcomed once', async () => {
    const { sim, person, quiet } = await feishuOffice(way)
    const official = await person('王处', 'official', '沧岭省')
    sim.users.enterChat(official)
    await quiet()
    expect(sim.lastFromBot(official)?.text).toContain('王处')
    sim.users.enterChat(official)
    await quiet()
    expect(sim.sees(official)).toHaveLength(1)
    sim.users.sendOther(official, 'audio', { file_key: 'f', duration: 2_000 })
    await quiet()
    expect(sim.sees(official).filter(({ byBot }) => byBot)).toHaveLength(2)
    sim.users.sendPost(official, '请教', ['2017年要处置多少家老旧木厂？'])
    await quiet()
    expect(sim.lastFromBot(official)?.text).toContain('63家')
    sim.users.openMenu(official, '帮助')
    await quiet()
    expect(sim.sees(official).filter(({ byBot }) => byBot)).toHaveLength(4)
  })

  test('a file is fetched and kept with the update it follows', async () => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    sim.users.sendText(contact, '/上报 老旧木厂 12家')
    await quiet()
    sim.users.sendFile(contact, '证明.pdf', Buffer.from('%PDF-1.4 证明'))
    await quiet()
    expect(await count('evidence')).toBe(1)
    expect(sim.lastFromBot(contact)?.text).toContain('证明.pdf')
    sim.users.sendImage(contact, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))
    await quiet()
    expect(await count('evidence')).toBe(2)
  })

  test('who left the company has no rights any more', async () => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    sim.users.leaveCompany(contact)
    await quiet()
    expect(await count('person', 'left_at IS NOT NULL')).toBe(1)
  })
})
