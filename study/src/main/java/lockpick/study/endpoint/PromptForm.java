package lockpick.study.endpoint;

/** How a prompt reaches a model of a service. */
public enum PromptForm {
    /** As what a user says in a chat; for models that were trained to answer. */
    CHAT,
    /** As text to go on from; for base models. */
    COMPLETION;

    public Request request(String prompt, Draw draw) {
        return switch (this) {
            case CHAT -> Request.Chat.of(prompt, draw);
            case COMPLETION -> new Request.Completion(prompt, draw);
        };
    }
}
