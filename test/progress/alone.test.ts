/** A command with its word names all that it is about: nothing of the talk before narrows it. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../office.ts'

test.each(['/未报 6月', '/排名 6月'])(
  '%s is not narrowed to the indicator that was spoken of before',
  async (command) => {
    const alone = await office(await freshStore())
    const after = await office(await freshStore())
    expect(await after.says('省办', '长兴僵尸企业完成率多少')).toContain('僵尸企业')
    expect(await after.says('省办', command)).toBe(await alone.says('省办', command))
  },
)
