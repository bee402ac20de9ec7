package lockpick.study.serve;

import lockpick.engine.generate.Listener;

/** Who waits for a completion, and hears if there will be none. */
interface Client extends Listener {

    void failed(RefusedException why);
}
