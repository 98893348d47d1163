import type { Catalogue } from "../catalogue"

export const problems = {
  underpaid: {
    title: "Az ödənilib",
    happened: "Şlüz ödənişi bitmiş sayır, amma istəniləndən az pul gəlib.",
    todo: "Alıcıdan qalanını istəyin və ya gələni qaytarın.",
  },
  overpaid: {
    title: "Artıq ödənilib",
    happened: "İstəniləndən çox pul gəlib. İstənilən məbləğ tutulub.",
    todo: "Fərqi şlüzün kabinetində və ya köçürmə ilə qaytarın.",
  },
  paid_twice: {
    title: "İki dəfə ödənilib",
    happened:
      "Səbət bir dəfədən çox ödənilib: bu ödəniş artıqdır, istər tutulub, istər rezervdədir, istərsə də heç biri.",
    todo: "Bu və ya digər ödənişi qaytarın: Medusa-da tutulmuş kimi göstərilirsə, orada, yoxsa şlüzün kabinetində və ya köçürmə ilə.",
  },
  orphan: {
    title: "Səbətsiz pul",
    happened:
      "Səbətin və ya onun sifarişinin artıq istəmədiyi ödəniş üçün pul gəlib: o dəyişdirilib və ya başqa cür ödənilib. Pul tutulmayıb.",
    todo: "Sifarişi rəsmiləşdirin və ya düzəldin, yaxud pulu qaytarın.",
  },
  paid_late: {
    title: "Gec ödənilib",
    happened: "Əvvəlcədən ləğv edilmiş sifariş üçün pul gəlib. O tutulmayıb.",
    todo: "Sifarişi yenidən rəsmiləşdirin və ya pulu qaytarın.",
  },
  unknown_payment: {
    title: "Naməlum ödəniş",
    happened: "Şlüzdə bizim nömrəmizlə ödənilmiş, amma uçotda olmayan ödəniş var.",
    todo: "Alıcını şlüzün kabinetində tapın. Məlumat bazası ehtiyat nüsxədən bərpa edilməyib ki?",
  },
  canceled_after_part: {
    title: "Bir hissədən sonra ləğv",
    happened: "Pulun bir hissəsi gəldikdən sonra ödəniş ləğv edilib.",
    todo: "Həmin hissəni şlüzün kabinetində və ya köçürmə ilə qaytarın.",
  },
  amount_mismatch: {
    title: "Başqa məbləğ",
    happened: "Şlüz istəniləndən fərqli məbləğ göstərir. Heç nə tutulmayıb.",
    todo: "Ödənişi şlüzün kabinetində müqayisə edin.",
  },
  currency_mismatch: {
    title: "Başqa valyuta",
    happened: "Şlüz istəniləndən fərqli valyuta göstərir. Heç nə tutulmayıb.",
    todo: "Ödənişi şlüzün kabinetində müqayisə edin.",
  },
  reference_mismatch: {
    title: "Başqa ödəniş",
    happened:
      "Şlüz soruşulandan başqa ödəniş haqqında cavab verib və ya ödənilmiş ödənişi ləğv edilmiş göstərir. Heç nə tutulmayıb.",
    todo: "Hər iki ödənişi şlüzün kabinetində müqayisə edin.",
  },
  test_payment: {
    title: "Test pulu",
    happened: "Ödəniş test pulu ilə edilib, mağaza isə həqiqidir. Heç nə tutulmayıb.",
    todo: "Şlüzün kabinetində mağazanın test rejimini yoxlayın.",
  },
  refunded_at_gateway: {
    title: "Şlüzdə qaytarılıb",
    happened:
      "Şlüz ödənişi və ya onun bir hissəsini qaytarılmış və ya ləğv edilmiş göstərir, Medusa-da isə tutulmuş görünür.",
    todo: "Qaytarmanı sifarişdə qeyd edin.",
  },
  no_order: {
    title: "Ödənilib, sifariş yoxdur",
    happened: "Ödəniş tutulub, amma səbət sifarişə çevrilə bilməyib və ya sifarişi silinib.",
    todo: "Səbəbi jurnalda tapın, sonra sifarişi rəsmiləşdirin və ya pulu qaytarın.",
  },
  order_total_differs: {
    title: "Sifarişin məbləği başqadır",
    happened: "Ödəniş tutulub, amma sifarişin məbləği başqadır: səbət ödənildiyi anda dəyişdirilib.",
    todo: "Göndərməzdən əvvəl hər ikisini müqayisə edin. Qalanını istəyin, pulu qaytarın və ya sifarişi düzəldin.",
  },
  unconfirmed: {
    title: "Son cavab yoxdur",
    happened: "Şlüz ödənişi gözləmədən artıq göstərir və ya cavab vermir, necə bitdiyini isə demir.",
    todo: "Ödənişi şlüzün kabinetində axtarın. Pul gəlibsə, sifarişi əl ilə yaradın və ya pulu qaytarın.",
  },
  claim_denied: {
    title: "Yalnız bildirişə görə ödənilib",
    happened: "Düzgün imzalı bildiriş ödənişin edildiyini deyir, şlüzün öz cavabı isə bunu göstərmir.",
    todo: "Ödənişi şlüzün kabinetində axtarın; fərq varsa, şlüzün dəstək xidmətinə yazın.",
  },
  order_unfinished: {
    title: "Sifariş tamamlanmayıb",
    happened:
      "Sifariş var və ödənilib, amma Medusa onu axıra qədər yaratmayıb: mallar rezerv olunmayıb və ya ödəniş sifarişdə görünmür, təsdiq göndərilməmiş ola bilər.",
    todo: "Malın qalığını yoxlayın və müştəriyə xəbər verin.",
  },
  order_not_canceled: {
    title: "Ödənilməmiş sifariş ləğv edilməyib",
    happened:
      "Sifariş ödənilməyib və ləğv edilməli idi, amma Medusa onu ləğv etmir, onun bir hissəsi kreditlə ödənilib, ödəniş sessiyası uğursuz yeni cəhddə itib və ya şlüz pulun gəlib-gəlmədiyi barədə günlərlə cavab vermir. Mallar rezervdə qalır.",
    todo: "Sifarişdə açıq qalanı (dəyişiklik, qaytarma, göndəriş) tamamlayın, sifariş ləğv olunacaq. Bir hissəsi kreditlə ödənilmiş və ya ödəniş sessiyası itmiş sifariş özü ləğv olunmur: onu əl ilə ləğv edin. Şlüz cavab vermirsə, «Bağlantılar»a baxın. Sifarişi saxlamaq üçün bunu qeydlə bağlayın.",
  },
  entry_missing: {
    title: "Bağlantı quraşdırılmayıb",
    happened:
      "Ödənişin başladığı bağlantı medusa-config.ts-də daha yoxdur, ona görə Medusa onun üçün gələn pulu qəbul edə bilmir.",
    todo: "Bağlantını əvvəlki adı ilə geri qaytarın. Və ya ödənişi şlüzün kabinetində axtarın və gələn pulu qaytarın.",
  },
  refund_owed: {
    title: "Pul qaytarılmalıdır",
    happened:
      "Medusa-da pul qaytarılmış görünür, amma getməyib: şlüz özü qaytarmır və ya bu qaytarmadan imtina edib.",
    todo: "Pulu şlüzün kabinetində və ya köçürmə ilə qaytarın.",
  },
  unreadable: {
    title: "Qeyd oxunmur",
    happened:
      "Bu ödənişin, səbətinin və ya sifarişinin qeydi oxunmur: valyuta və ya məbləğ yanlışdır. Onun pulu haqqında heç nə həll etmək olmur.",
    todo: "Ödənişin tarixçəsində səbəbə baxın və qeydi düzəldin: qalanı öz-özünə olacaq. Və ya ödənişi şlüzün kabinetində axtarın və gələn pulu qaytarın.",
  },
  hold_expiring: {
    title: "Rezerv tezliklə bitəcək",
    happened:
      "Bu sifarişin pulu rezerv olunub və tutulmayıb, rezervin vaxtı isə tezliklə bitir: onda pul alıcıya qayıdacaq.",
    todo: "Onu sifarişin səhifəsində ödənişin göstərdiyi vaxta qədər tutun və ya sifarişi ləğv edin.",
  },
  hold_expired: {
    title: "Rezerv bitib",
    happened:
      "Bu sifarişin pulu rezerv olunmuşdu, amma rezerv tutulmamışdan əvvəl bitib: sifariş nə göstərsə də, heç nə tutulmayıb.",
    todo: "Alıcıdan yenidən ödəməsini istəyin və ya sifarişi ləğv edin. Ləğv edilmiş sifariş üzrə qaytarılası heç nə yoxdur.",
  },
  operation_unclear: {
    title: "Şlüzdən cavab yoxdur",
    happened:
      "Tutulma, rezervin buraxılması və ya qaytarma şlüzə göndərilib, amma saatlarla aydın cavab gəlmir və ya şlüz onu günlərlə bitirmir: sorğu öz-özünə təkrarlanır və ən çoxu bir dəfə icra olunur. Yaxud şlüz istənildiyindən çox tutulduğunu göstərir.",
    todo: "Onu şlüzün kabinetində axtarın və məbləğləri müqayisə edin; şlüz heç cavab vermirsə, «Bağlantılar»a baxın. Orada hər şey bitibsə, bunu qeydlə bağlayın.",
  },
  payout_unclear: {
    title: "Cavabsız köçürmə",
    happened: "Köçürmə şlüzə verilib, aydın cavab gəlməyib. İkinci dəfə göndərilmir.",
    todo: "Onu şlüzün kabinetində axtarın. Orada yoxdursa, yeni köçürmə edin.",
  },
  payout_waits: {
    title: "Qaytarma hələ göndərilməyib",
    happened: "Medusa-da pul qaytarılmış görünür, amma köçürmə saatlardır şlüzə verilməyib.",
    todo: "Onu təsdiqləyin və ya maneəni aradan qaldırın: onda özü gedəcək. Və ya ləğv edin: borc ayrıca problem olacaq. Bundan əvvəl əl ilə heç nə göndərməyin.",
  },
} satisfies Catalogue["problem"]
