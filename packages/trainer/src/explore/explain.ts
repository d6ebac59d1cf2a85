import type { Distribution, Exploration, LocalText } from "@siffra/shared";

type Texts = Exploration["texts"];
type Found = Omit<Exploration, "texts">;

/** A sentence or two for each picture, with the numbers that it shows. */
export function explainExploration(found: Found): Texts {
  return {
    parts: parts(found),
    duplicates: duplicates(found),
    classes: classes(found),
    classImages: {
      en: "Above, the mean image of each digit: where writers agree it is sharp. Below, how much each pixel differs from image to image: strong along the edges, where hands differ.",
      sv: "Överst medelbilden av varje siffra: där skribenterna är överens är den skarp. Underst hur mycket varje bildpunkt skiljer sig från bild till bild: starkast längs kanterna, där händerna går isär.",
    },
    ink: ink(found),
    centre: centre(found),
    strokeWidth: strokeWidth(found),
    map: map(found),
    nearest: nearest(found),
    labelErrors: labelErrors(found),
  };
}

const comma = (text: string) => text.replace(".", ",");
const grouped = (value: number, by: string) => String(value).replace(/\B(?=(\d{3})+$)/g, by);
const en = (value: number) => grouped(value, ",");
const sv = (value: number) => grouped(value, "\u202f");
const share = (value: number) => `${(100 * value).toFixed(1)}\u202f%`;

function parts({ train, test }: Found): LocalText {
  const blank = train.blank + test.blank;
  const [low, high] = train.range;
  return {
    en: `${en(train.images)} training and ${en(test.images)} test images of 28 by 28 pixels, one byte each, from ${low} (paper) to ${high} (ink). ${blank === 0 ? "No image is blank and no pixel is missing: every byte has a value." : `${blank} images are blank.`}`,
    sv: `${sv(train.images)} träningsbilder och ${sv(test.images)} testbilder på 28 gånger 28 bildpunkter, en byte var, från ${low} (papper) till ${high} (bläck). ${blank === 0 ? "Ingen bild är tom och ingen bildpunkt saknas: varje byte har ett värde." : `${blank} bilder är tomma.`}`,
  };
}

function duplicates({ duplicates: { train, test, across } }: Found): LocalText {
  if (train.images + test.images + across.images === 0) {
    return {
      en: "No image occurs twice, neither within the training images nor within the test images, and no test image is a training image too.",
      sv: "Ingen bild förekommer två gånger, varken bland träningsbilderna eller bland testbilderna, och ingen testbild är också en träningsbild.",
    };
  }
  return {
    en: `Images that repeat another byte for byte: ${train.images} of the training images, ${test.images} of the test images; ${across.images} test images are training images too.`,
    sv: `Bilder som upprepar en annan byte för byte: ${train.images} av träningsbilderna, ${test.images} av testbilderna; ${across.images} testbilder är också träningsbilder.`,
  };
}

function classes({ train: { classes, images } }: Found): LocalText {
  const ranked = classes.map((count, digit) => ({ count, digit })).sort((a, b) => b.count - a.count);
  const [most, least] = [ranked[0], ranked.at(-1)] as [
    { count: number; digit: number },
    { count: number; digit: number },
  ];
  const [high, low] = [share(most.count / images), share(least.count / images)];
  return {
    en: `The most common digit is ${most.digit} (${high} of the training images), the rarest ${least.digit} (${low}). They are near enough to a tenth each that accuracy is a fair measure; splits keep the shares.`,
    sv: `Den vanligaste siffran är ${most.digit} (${comma(high)} av träningsbilderna), den ovanligaste ${least.digit} (${comma(low)}). De är så nära en tiondel var att träffsäkerhet är ett rättvist mått; delningarna behåller andelarna.`,
  };
}

/** Digits with the largest and the smallest median. */
function extremes({ byClass }: Distribution) {
  const ranked = byClass
    .map((quantiles, digit) => ({ digit, median: quantiles[2] }))
    .sort((a, b) => a.median - b.median);
  return [ranked.at(-1), ranked[0]] as [{ digit: number; median: number }, { digit: number; median: number }];
}

function ink({ ink }: Found): LocalText {
  const [most, least] = extremes(ink);
  const [mean, high, low] = [share(ink.mean), share(most.median), share(least.median)];
  return {
    en: `On average ${mean} of an image is ink. A ${most.digit} has most (median ${high}), a ${least.digit} least (${low}): the amount alone tells something about the digit.`,
    sv: `I genomsnitt är ${comma(mean)} av en bild bläck. En ${most.digit}:a har mest (median ${comma(high)}), en ${least.digit}:a minst (${comma(low)}): redan mängden säger något om siffran.`,
  };
}

function centre({ centreX, centreY }: Found): LocalText {
  const spread = Math.max(centreX.standardDeviation, centreY.standardDeviation).toFixed(2);
  return {
    en: `The centre of mass of an image is as a rule less than a pixel from its middle (standard deviation ${spread} pixels): the images were centred by it. A drawing has to be centred the same way before a model sees it.`,
    sv: `En bilds tyngdpunkt ligger i regel mindre än en bildpunkt från dess mitt (standardavvikelse ${comma(spread)} bildpunkter): bilderna har centrerats efter den. En ritad siffra måste centreras likadant innan en modell ser den.`,
  };
}

function strokeWidth({ strokeWidth }: Found): LocalText {
  const [thin, , median, , thick] = [0, 1, 2, 3, 4].map((i) =>
    (strokeWidth.byClass.reduce((sum, quantiles) => sum + (quantiles[i] as number), 0) / 10).toFixed(1),
  ) as [string, string, string, string, string];
  return {
    en: `Strokes are about ${median} pixels wide; nine in ten images lie between ${thin} and ${thick}. The width is four times the mean chamfer distance of ink to paper. Pens differ, so the preprocessing brings widths towards a common one.`,
    sv: `Strecken är ungefär ${comma(median)} bildpunkter breda; nio av tio bilder ligger mellan ${comma(thin)} och ${comma(thick)}. Bredden är fyra gånger bläckets genomsnittliga chamferavstånd till papper. Pennor är olika, så förbehandlingen för bredderna mot en gemensam.`,
  };
}

function map({ map }: Found): LocalText {
  const [first, second] = map.explained.map(share) as [string, string];
  return {
    en: `Each point is an image, placed by the two directions in which ${en(map.fittedOn)} images differ most (principal components; ${first} and ${second} of the variance). Digits form clouds that overlap: two numbers do not tell them apart.`,
    sv: `Varje punkt är en bild, placerad efter de två riktningar där ${sv(map.fittedOn)} bilder skiljer sig mest (principalkomponenter; ${comma(first)} och ${comma(second)} av variansen). Siffrorna bildar moln som överlappar: två tal räcker inte för att skilja dem åt.`,
  };
}

function nearest({ nearest }: Found): LocalText {
  return {
    en: `The most alike images of different digits among ${en(nearest.searched)}, pixel by pixel. A classifier's border has to pass between the two of each pair.`,
    sv: `De mest lika bilderna av olika siffror bland ${sv(nearest.searched)}, bildpunkt för bildpunkt. En klassificerares gräns måste gå mellan de två i varje par.`,
  };
}

function labelErrors({ labelErrors: { images, folds, model, likely, accuracy } }: Found): LocalText {
  const right = `${(100 * accuracy).toFixed(2)}\u202f%`;
  return {
    en: `Each of ${en(images)} images was read by a model that had not seen it (${folds} folds; ${model.en}; ${right} right). Shown are those to whose label it gives the least probability: some are mislabelled, others merely hard. Confident learning counts ${likely} as likely errors. None was changed or left out.`,
    sv: `Var och en av ${sv(images)} bilder lästes av en modell som inte hade sett den (${folds} delmängder; ${model.sv}; ${comma(right)} rätt). Här är de vars etikett den ger minst sannolikhet: en del är felmärkta, andra bara svåra. Confident learning räknar ${likely} som troliga fel. Ingen ändrades eller togs bort.`,
  };
}
