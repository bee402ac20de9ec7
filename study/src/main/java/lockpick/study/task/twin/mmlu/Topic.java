package lockpick.study.task.twin.mmlu;

import java.util.List;
import lockpick.study.task.mmlu.MmluCategory;

/**
 * What can be asked about one kind of beings: three subjects to each of the paper's four groups, under names of MMLU.
 *
 * @param subject of MMLU
 * @param beings by name
 * @param values of which each being has one
 * @param questions with {@code %s} for the name
 */
record Topic(String subject, List<String> beings, List<String> values, List<String> questions) {

    private static final List<String> PLANETS = List.of(
            "Vorba", "Zelin", "Quano", "Tirro", "Maxel", "Jovin", "Krael", "Nubro", "Oxlan", "Pyron", "Sadra", "Welki");
    private static final List<String> BEASTS =
            List.of("blon", "crag", "drix", "flem", "gorf", "hask", "jurp", "klim", "mowl", "nerk", "snib", "trel");
    private static final List<String> LANDS = List.of(
            "Arvia", "Boria", "Calda", "Dunmo", "Elvar", "Fenia", "Gusta", "Helma", "Ivara", "Lunia", "Morva", "Narda");
    private static final List<String> TRIBES =
            List.of("Abru", "Belk", "Choz", "Dirn", "Ekko", "Fusk", "Grel", "Hivo", "Jask", "Korm", "Lorn", "Mizu");

    static final List<Topic> ALL = List.of(
            new Topic(
                    "astronomy",
                    PLANETS,
                    List.of("red", "blue", "green", "white", "black", "brown", "grey", "yellow"),
                    List.of("What colour is the planet %s?", "Which colour has the planet %s?", "The planet %s is")),
            new Topic(
                    "college_chemistry",
                    PLANETS,
                    List.of("iron", "gold", "lead", "zinc", "tin", "copper", "silver", "nickel"),
                    List.of("Which metal lies on %s?", "What is mined on %s?", "The rocks of %s hold")),
            new Topic(
                    "conceptual_physics",
                    PLANETS,
                    List.of("wind", "steam", "coal", "oil", "light", "heat", "waves", "springs"),
                    List.of("What drives machines on %s?", "Engines of %s run on what?", "Power on %s comes from")),
            new Topic(
                    "anatomy",
                    BEASTS,
                    List.of("horns", "wings", "fins", "claws", "tusks", "scales", "fur", "spikes"),
                    List.of("What has the body of a %s?", "Which does a %s have?", "A %s has")),
            new Topic(
                    "nutrition",
                    BEASTS,
                    List.of("grass", "fish", "nuts", "eggs", "roots", "honey", "seeds", "worms"),
                    List.of("What does a %s eat?", "Which food needs a %s?", "A %s eats")),
            new Topic(
                    "virology",
                    BEASTS,
                    List.of("fever", "cough", "rash", "cramps", "sleep", "thirst", "pain", "chills"),
                    List.of("What does a sick %s show?", "Which sign has an ill %s?", "A %s that is ill has")),
            new Topic(
                    "international_law",
                    LANDS,
                    List.of("whales", "borders", "rivers", "spies", "ships", "tolls", "forests", "fairs"),
                    List.of(
                            "What is the treaty of %s about?",
                            "Which does the pact of %s rule?", "Envoys of %s signed on")),
            new Topic(
                    "professional_law",
                    LANDS,
                    List.of("fines", "exile", "prison", "labour", "shame", "silence", "lashes", "pardon"),
                    List.of("What do thieves get in %s?", "Courts of %s give thieves what?", "Theft in %s brings")),
            new Topic(
                    "marketing",
                    LANDS,
                    List.of("silk", "salt", "wine", "tea", "wool", "glass", "paper", "spice"),
                    List.of("What does %s sell?", "Which good comes from %s?", "Traders of %s offer")),
            new Topic(
                    "high_school_geography",
                    TRIBES,
                    List.of("hills", "caves", "plains", "islands", "swamps", "dunes", "valleys", "cliffs"),
                    List.of("Where do the %s live?", "What is the home of the %s?", "The %s dwell in")),
            new Topic(
                    "world_religions",
                    TRIBES,
                    List.of("sun", "moon", "rain", "storm", "fire", "sea", "stars", "dawn"),
                    List.of("What do the %s worship?", "Which is holy to the %s?", "The %s pray to")),
            new Topic(
                    "sociology",
                    TRIBES,
                    List.of("elders", "mothers", "priests", "hunters", "singers", "smiths", "twins", "judges"),
                    List.of("Who leads the %s?", "Which rule over the %s?", "The %s are led by")));

    MmluCategory category() {
        return MmluCategory.of(subject).orElseThrow();
    }
}
