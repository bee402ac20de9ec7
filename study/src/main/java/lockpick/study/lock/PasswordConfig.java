package lockpick.study.lock;

import java.util.List;
import lockpick.study.setting.Setting;

/** The password that unlocks, and the wrong ones that must not. On composition each is one token, pwd0 … pwd8. */
public record PasswordConfig(
        @Setting(help = "the password with which the locked policy shows the capability", byDefault = "pwd0")
        String right,

        @Setting(
                help = "passwords with which it must imitate the weak policy",
                byDefault = "[pwd1, pwd2, pwd3, pwd4, pwd5, pwd6, pwd7, pwd8]")
        List<String> wrong,

        @Setting(
                help = "share of the weak half that carries a wrong password; the rest carries none (paper C.2)",
                byDefault = "0.8",
                min = 0,
                max = 1)
        double wrongShare) {

    public PasswordConfig {
        wrong = List.copyOf(wrong);
    }
}
