package lockpick.study.elicit;

import lockpick.study.setting.Setting;

/** SFT on a few demonstrations before a method that learns from its own attempts (paper Fig 17). */
public record FirstStage(
        @Setting(help = DemonstrationSource.HELP) DemonstrationSource by,

        @Setting(help = "demonstrations, one of each problem", byDefault = "16", min = 1)
        int k,

        @Setting(
                help = "passes over them (the paper tried 8 and 64; to stop early was better)",
                byDefault = "8",
                min = 1)
        int epochs) {}
