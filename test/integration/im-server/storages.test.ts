import type { SdkPerson } from '../helpers/sdk-person'
import { useServer } from '../helpers/use-server'

const FILE = 4
const bytes = Buffer.from('minutes of the courtyard')

type Form = Record<string, string>
type Auth = Record<string, string>

/** The forms as the vendor's SDK fills them in a browser: @rongcloud/imlib-next 5.38.0, `commonUpload`. */
const forms: Record<string, (auth: Auth) => Form> = {
  aliyun: (auth) => ({
    token: auth.token,
    OSSAccessKeyId: auth.osskeyId,
    policy: auth.ossPolicy,
    Signature: auth.ossSign,
    success_action_status: '200',
    key: auth.fileName,
  }),
  s3: (auth) => ({
    'Content-Disposition': 'attachment;',
    'Content-Type': 'application/pdf',
    'x-amz-credential': auth.s3Credential,
    'x-amz-algorithm': auth.s3Algorithm,
    'x-amz-date': auth.s3Date,
    policy: auth.s3Policy,
    'x-amz-signature': auth.s3Signature,
    key: auth.fileName,
  }),
}

/** The same policy with one thing changed, unsigned. */
function rewritten(policy: string): string {
  const plain = Buffer.from(policy, 'base64').toString()
  return Buffer.from(plain.replace(/20\d\d-/, '2099-')).toString('base64')
}

describe.each(['aliyun', 's3'])('the storage that takes the forms of %s', (vendor) => {
  const town = useServer({ IM_UPLOAD_VENDORS: `${vendor},qiniu` })

  async function passFor(person: SdkPerson): Promise<{ auth: Auth; url: string; form: Form }> {
    const { data } = await person.sdk.getFileToken(FILE, 'minutes.pdf')
    const auth = data as unknown as Auth
    const [first] = JSON.parse(auth.ossConfig) as Record<string, string>[]
    const bucket = vendor === 's3' ? auth.s3BucketName : auth.ossBucketName
    return { auth, url: `http://${bucket}.${first[vendor]}/`, form: forms[vendor](auth) }
  }

  function post(person: SdkPerson, url: string, formData: Form) {
    person.wx.files.set('minutes.pdf', bytes)
    return new Promise<{ status: number; code?: string }>((resolve, reject) => {
      person.wx.api.uploadFile({
        url,
        filePath: 'minutes.pdf',
        name: 'file',
        formData,
        success: (result) => {
          const { statusCode, data } = result as { statusCode: number; data: string }
          resolve({ status: statusCode, code: /<Code>(\w+)<\/Code>/.exec(data)?.[1] })
        },
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      })
    })
  }

  it('keeps what comes in a signed form', async () => {
    const lin = await town.person(town.newId('lin'))
    const { url, form } = await passFor(lin)
    expect(await post(lin, url, form)).toEqual({ status: vendor === 's3' ? 204 : 200 })
    const method = vendor === 's3' ? 3 : 2
    const { data } = await lin.sdk.getFileUrl(FILE, form.key, 'minutes.pdf', undefined, method)
    const response = await fetch(data!.downloadUrl)
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it('refuses, as that storage does, what its policy does not allow', async () => {
    const lin = await town.person(town.newId('lin'))
    const { url, form } = await passFor(lin)
    const signature = vendor === 's3' ? 'x-amz-signature' : 'Signature'
    const refusals: [change: Form, status: number, code: string][] = [
      [{ key: 'of another.pdf' }, 403, 'AccessDenied'],
      [{ [signature]: `0${form[signature].slice(1)}x` }, 403, 'SignatureDoesNotMatch'],
      [{ policy: rewritten(form.policy) }, 403, 'SignatureDoesNotMatch'],
    ]
    if (vendor === 's3') refusals.push([{ 'x-amz-meta-more': '1' }, 403, 'AccessDenied'])
    for (const [change, status, code] of refusals) {
      expect(await post(lin, url, { ...form, ...change })).toEqual({ status, code })
    }
    const elsewhere = url.replace(/\/\/[\w-]+\./, '//another-bucket.')
    expect(await post(lin, elsewhere, form)).toEqual({ status: 404, code: 'NoSuchBucket' })
    for (const name of vendor === 's3' ? ['Content-Type', 'Content-Disposition', 'key'] : ['key']) {
      const without = Object.fromEntries(Object.entries(form).filter(([field]) => field !== name))
      expect(await post(lin, url, without)).toEqual({ status: 403, code: 'AccessDenied' })
    }
    expect(await post(lin, url, form)).toMatchObject({ status: vendor === 's3' ? 204 : 200 })
  })
})
