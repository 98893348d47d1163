import type { Language } from "../language/language"

interface ProductTexts {
  title: string
  subtitle: string
  description: string
  option: string
  /** By the English name of the variant. */
  values: Record<string, string>
}

/** The catalogue in the shop's other languages; English is what Medusa stores. */
export const CATALOG: Record<string, Partial<Record<Language, ProductTexts>>> = {
  "armudu-glass": {
    ru: {
      title: "Стаканы армуду",
      subtitle: "Набор из шести",
      description:
        "Чайные стаканы в форме груши с тонким золотым ободком. Внизу чай остаётся горячим, у губ остывает.",
      option: "Ободок",
      values: { Gold: "Золотой", Clear: "Прозрачный" },
    },
    az: {
      title: "Armudu stəkanlar",
      subtitle: "Altı ədəd",
      description: "Nazik qızılı haşiyəli armud formalı stəkanlar. Çay aşağıda isti qalır, dodaqda soyuyur.",
      option: "Haşiyə",
      values: { Gold: "Qızılı", Clear: "Şəffaf" },
    },
  },
  "mountain-tea": {
    ru: {
      title: "Горный чай",
      subtitle: "Листовой, 250 г",
      description: "Чёрный чай с ленкоранских холмов с диким чабрецом. Крепкий, тёмный и без горечи.",
      option: "Сорт",
      values: { Thyme: "С чабрецом", Plain: "Без добавок" },
    },
    az: {
      title: "Dağ çayı",
      subtitle: "Yarpaq çay, 250 q",
      description: "Lənkəran təpələrindən kəklikotulu qara çay. Tünd, dolğun və acısız.",
      option: "Növ",
      values: { Thyme: "Kəklikotulu", Plain: "Sadə" },
    },
  },
  "copper-kettle": {
    ru: {
      title: "Медный чайник",
      subtitle: "1,5 литра",
      description: "Выкован вручную в Лагиче, внутри лужёный. Поёт, прежде чем закипеть.",
      option: "Отделка",
      values: { Polished: "Полированный", Matt: "Матовый" },
    },
    az: {
      title: "Mis çaydan",
      subtitle: "1,5 litr",
      description: "Lahıcda əllə döyülüb, içi qalaylıdır. Qaynamazdan əvvəl zümzümə edir.",
      option: "Üzü",
      values: { Polished: "Parlaq", Matt: "Tutqun" },
    },
  },
  "pomegranate-jam": {
    ru: {
      title: "Гранатовое варенье",
      subtitle: "320 г",
      description: "Целые зёрна в лёгком сиропе, сварено малыми партиями в Гёйчае.",
      option: "Сладость",
      values: { Light: "Лёгкое", Classic: "Классическое" },
    },
    az: {
      title: "Nar mürəbbəsi",
      subtitle: "320 q",
      description: "Yüngül şərbətdə bütöv dənələr, Göyçayda kiçik qazanlarda bişirilib.",
      option: "Şirinlik",
      values: { Light: "Yüngül", Classic: "Klassik" },
    },
  },
  "wool-throw": {
    ru: {
      title: "Шерстяной плед",
      subtitle: "130 × 180 см",
      description: "Соткан из некрашеной овечьей шерсти. Тёплый на балконе, мягкий на диване.",
      option: "Цвет",
      values: { Oat: "Овсяный", Slate: "Графитовый" },
    },
    az: {
      title: "Yun örtük",
      subtitle: "130 × 180 sm",
      description: "Boyanmamış qoyun yunundan toxunub. Eyvan üçün isti, divan üçün yumşaq.",
      option: "Rəng",
      values: { Oat: "Yulaf", Slate: "Qrafit" },
    },
  },
  "walnut-board": {
    ru: {
      title: "Доска из ореха",
      subtitle: "Для подачи, 38 см",
      description: "Цельный кавказский орех, пропитан маслом. Для хлеба, сыра и всего, чем делятся.",
      option: "Форма",
      values: { Round: "Круглая", Long: "Длинная" },
    },
    az: {
      title: "Qoz ağacından lövhə",
      subtitle: "Süfrə üçün, 38 sm",
      description: "Bütöv Qafqaz qozundan, yağlanmış. Çörək, pendir və bölüşülən hər şey üçün.",
      option: "Forma",
      values: { Round: "Dairəvi", Long: "Uzun" },
    },
  },
}
