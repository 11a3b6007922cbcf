/**
 * The works that methods and claims rest on, by key. Only what was read or is textbook knowledge.
 */

export interface WorkCited {
  readonly key: string;
  readonly type: "article" | "book" | "misc" | "incollection";
  readonly fields: Readonly<Record<string, string>>;
}

const work = (key: string, type: WorkCited["type"], fields: Record<string, string>): WorkCited => ({ key, type, fields });

const works: readonly WorkCited[] = [
  work("contractivity", "misc", {
    author: "Caja-Lopez, F.-U. and Delgadino, M. G. and Gualdani, M.-P. and Taskovic, M.",
    title: "Contractivity of {W}asserstein distance and other functionals for the {L}andau equation",
    note: "Cited as CP",
  }),
  work("multispecies", "misc", {
    author: "Zhu, Yuzhe",
    title: "{F}isher information for the multi-species {L}andau system",
    year: "2025",
    note: "Cited as MP",
  }),
  work("existence2025", "misc", {
    author: "Junn{\\'e} and Winter and Yolda{\\c s}",
    title: "On the existence of solutions to the multi-species {L}andau equation",
    note: "arXiv:2512.17082; read: abstract and first paragraphs. Growth of the {F}isher information when one species has infinite mass",
    year: "2025",
  }),
  work("uniqueness2026", "misc", {
    author: "Caja-Lopez, F.-U.",
    title: "Uniqueness of bounded solutions to the fuzzy {L}andau and multispecies {L}andau equations",
    note: "arXiv:2603.27509; read: abstract and first paragraphs. Stability in {W}2 by the coupling of {F}ournier and {G}u{\\'e}rin",
    year: "2026",
  }),
  work("landau1936", "article", {
    author: "Landau, L. D.",
    title: 'Die kinetische {G}leichung f{\\"u}r den {F}all {C}oulombscher {W}echselwirkung',
    journal: "Physikalische Zeitschrift der Sowjetunion",
    volume: "10",
    pages: "154--164",
    year: "1936",
  }),
  work("kac1956", "incollection", {
    author: "Kac, M.",
    title: "Foundations of kinetic theory",
    booktitle: "Proceedings of the Third Berkeley Symposium on Mathematical Statistics and Probability",
    volume: "3",
    pages: "171--197",
    year: "1956",
  }),
  work("tanaka1978", "article", {
    author: "Tanaka, Hiroshi",
    title: "Probabilistic treatment of the {B}oltzmann equation of {M}axwellian molecules",
    journal: 'Zeitschrift f{\\"u}r Wahrscheinlichkeitstheorie und Verwandte Gebiete',
    volume: "46",
    pages: "67--105",
    year: "1978",
  }),
  work("villani1998", "article", {
    author: "Villani, C.",
    title: "On the spatially homogeneous {L}andau equation for {M}axwellian molecules",
    journal: "Mathematical Models and Methods in Applied Sciences",
    volume: "8",
    pages: "957--983",
    year: "1998",
  }),
  work("fournier2009", "article", {
    author: "Fournier, Nicolas and Gu{\\'e}rin, H{\\'e}l{\\`e}ne",
    title: "Well-posedness of the spatially homogeneous {L}andau equation for soft potentials",
    journal: "Journal of Functional Analysis",
    volume: "256",
    pages: "2542--2560",
    year: "2009",
  }),
  work("fournier2016", "article", {
    author: "Fournier, Nicolas and Hauray, Maxime",
    title: "Propagation of chaos for the {L}andau equation with moderately soft potentials",
    journal: "Annals of Probability",
    volume: "44",
    pages: "3581--3660",
    year: "2016",
  }),
  work("bobylev2000", "article", {
    author: "Bobylev, A. V. and Nanbu, K.",
    title: "Theory of collision algorithms for gases and plasmas based on the {B}oltzmann equation and the {L}andau-{F}okker-{P}lanck equation",
    journal: "Physical Review E",
    volume: "61",
    pages: "4576--4586",
    year: "2000",
  }),
  work("nanbu1997", "article", {
    author: "Nanbu, K.",
    title: "Theory of cumulative small-angle collisions in plasmas",
    journal: "Physical Review E",
    volume: "55",
    pages: "4642--4652",
    year: "1997",
  }),
  work("takizuka1977", "article", {
    author: "Takizuka, T. and Abe, H.",
    title: "A binary collision model for plasma simulation with a particle code",
    journal: "Journal of Computational Physics",
    volume: "25",
    pages: "205--219",
    year: "1977",
  }),
  work("talay1990", "article", {
    author: "Talay, Denis and Tubaro, Luciano",
    title: "Expansion of the global error for numerical schemes solving stochastic differential equations",
    journal: "Stochastic Analysis and Applications",
    volume: "8",
    pages: "483--509",
    year: "1990",
  }),
  work("spitzer1962", "book", {
    author: "Spitzer, Lyman",
    title: "Physics of Fully Ionized Gases",
    publisher: "Interscience",
    edition: "second",
    year: "1962",
  }),
  work("trubnikov1965", "incollection", {
    author: "Trubnikov, B. A.",
    title: "Particle interactions in a fully ionized plasma",
    booktitle: "Reviews of Plasma Physics",
    publisher: "Consultants Bureau",
    volume: "1",
    pages: "105--204",
    year: "1965",
  }),
  work("nrl2019", "misc", { author: "Richardson, A. S.", title: "2019 {NRL} Plasma Formulary", note: "Naval Research Laboratory", year: "2019" }),
  work("kogan1961", "incollection", {
    author: "Kogan, V. I.",
    title: "The rate of equalization of the temperatures of charged particles in a plasma",
    booktitle: "Plasma Physics and the Problem of Controlled Thermonuclear Reactions",
    volume: "1",
    year: "1961",
  }),
  work("rosenbluth1957", "article", {
    author: "Rosenbluth, M. N. and MacDonald, W. M. and Judd, D. L.",
    title: "{F}okker-{P}lanck equation for an inverse-square force",
    journal: "Physical Review",
    volume: "107",
    pages: "1--6",
    year: "1957",
  }),
  work("bobylev1975", "article", {
    author: "Bobylev, A. V.",
    title: "Exact solutions of the {B}oltzmann equation",
    journal: "Soviet Physics Doklady",
    volume: "20",
    pages: "820--822",
    year: "1975",
  }),
  work("krook1977", "article", {
    author: "Krook, M. and Wu, T. T.",
    title: "Exact solutions of the {B}oltzmann equation",
    journal: "Physics of Fluids",
    volume: "20",
    pages: "1589--1595",
    year: "1977",
  }),
  work("gelbrich1990", "article", {
    author: "Gelbrich, Matthias",
    title: "On a formula for the {L}2 {W}asserstein metric between measures on {E}uclidean and {H}ilbert spaces",
    journal: "Mathematische Nachrichten",
    volume: "147",
    pages: "185--203",
    year: "1990",
  }),
  work("dowson1982", "article", {
    author: "Dowson, D. C. and Landau, B. V.",
    title: "The {F}r{\\'e}chet distance between multivariate normal distributions",
    journal: "Journal of Multivariate Analysis",
    volume: "12",
    pages: "450--455",
    year: "1982",
  }),
  work("bertsekas1988", "article", {
    author: "Bertsekas, D. P.",
    title: "The auction algorithm: a distributed relaxation method for the assignment problem",
    journal: "Annals of Operations Research",
    volume: "14",
    pages: "105--123",
    year: "1988",
  }),
  work("jonker1987", "article", {
    author: "Jonker, R. and Volgenant, A.",
    title: "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
    journal: "Computing",
    volume: "38",
    pages: "325--340",
    year: "1987",
  }),
  work("ajtai1984", "article", {
    author: "Ajtai, M. and Koml{\\'o}s, J. and Tusn{\\'a}dy, G.",
    title: "On optimal matchings",
    journal: "Combinatorica",
    volume: "4",
    pages: "259--264",
    year: "1984",
  }),
  work("ambrosio2019", "article", {
    author: "Ambrosio, Luigi and Stra, Federico and Trevisan, Dario",
    title: "A {PDE} approach to a 2-dimensional matching problem",
    journal: "Probability Theory and Related Fields",
    volume: "173",
    pages: "433--477",
    year: "2019",
  }),
  work("ledoux2019", "article", {
    author: "Ledoux, M.",
    title: "On optimal matching of {G}aussian samples",
    journal: "Journal of Mathematical Sciences",
    volume: "238",
    pages: "495--522",
    year: "2019",
  }),
  work("caracciolo2014", "article", {
    author: "Caracciolo, S. and Lucibello, C. and Parisi, G. and Sicuro, G.",
    title: "Scaling hypothesis for the {E}uclidean bipartite matching problem",
    journal: "Physical Review E",
    volume: "90",
    pages: "012118",
    year: "2014",
  }),
  work("villani2003", "book", {
    author: "Villani, C{\\'e}dric",
    title: "Topics in Optimal Transportation",
    publisher: "American Mathematical Society",
    year: "2003",
  }),
];

/** All works, by key. */
export const bibliography: ReadonlyMap<string, WorkCited> = new Map(works.map((one) => [one.key, one]));

/** BibTeX of the given keys, each once, in the order given. Throws RangeError for an unknown key. */
export function bibtex(keys: readonly string[]): string {
  return [...new Set(keys)]
    .map((key) => {
      const cited = bibliography.get(key);
      if (!cited) throw new RangeError(`no work is cited as ${key} (known: ${[...bibliography.keys()].join(", ")})`);
      const lines = Object.entries(cited.fields).map(([name, value]) => `  ${name} = {${value}},`);
      return [`@${cited.type}{${key},`, ...lines, "}"].join("\n");
    })
    .join("\n\n");
}
