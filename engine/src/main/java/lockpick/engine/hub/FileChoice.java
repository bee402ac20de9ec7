package lockpick.engine.hub;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Which files of a repository are wanted. */
public final class FileChoice {

    /** What a model folder is made of: weights, settings, tokenizer, chat template, and what its makers say of it. */
    private static final List<String> MODEL = List.of(
            "*.safetensors",
            "*.safetensors.index.json",
            "config.json",
            "generation_config.json",
            "adapter_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "tokenizer.model",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.json",
            "merges.txt",
            "chat_template.{jinja,json}",
            "{README,LICENSE,LICENCE,NOTICE,USE_POLICY}*");

    /** The same weights once more, in another layout. */
    private static final List<String> DUPLICATES = List.of("consolidated*.safetensors");

    /** Files that can run code when they are read. */
    private static final List<PathMatcher> PICKLES = matchers(List.of("{,**/}*.{bin,pt,pth,ckpt,pkl,pickle}"));

    private static final List<PathMatcher> WEIGHTS = matchers(List.of("*.safetensors"));

    private final boolean model;
    private final List<PathMatcher> include;
    private final List<PathMatcher> exclude;

    private FileChoice(boolean model, List<String> include, List<String> exclude) {
        this.model = model;
        this.include = matchers(include);
        this.exclude = matchers(exclude);
    }

    /**
     * Globs over paths in the repository: {@code *} stays within a folder, {@code **} crosses folders. Pickles are never
     * chosen.
     *
     * @param include what to take; none: what a model folder is made of
     * @param exclude what to leave out of that
     * @throws IllegalArgumentException if one is no glob
     */
    public static FileChoice of(List<String> include, List<String> exclude) {
        if (!include.isEmpty()) {
            return new FileChoice(false, include, exclude);
        }
        List<String> unwanted =
                Stream.concat(DUPLICATES.stream(), exclude.stream()).toList();
        return new FileChoice(true, MODEL, unwanted);
    }

    private static List<PathMatcher> matchers(List<String> globs) {
        return globs.stream().map(FileChoice::matcher).toList();
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(glob + ": is no glob (" + e.getDescription() + ")", e);
        }
    }

    /**
     * The wanted files, in the order of the listing.
     *
     * @throws HubException if there are none, or a whole model is wanted and there are no safetensors
     */
    public List<RemoteFile> from(RepositoryListing listing) throws HubException {
        List<RemoteFile> all = listing.files();
        if (model && all.stream().noneMatch(file -> matches(WEIGHTS, file))) {
            throw new HubException(noSafetensors(listing));
        }
        List<RemoteFile> chosen = all.stream()
                .filter(file -> matches(include, file) && !matches(exclude, file) && !matches(PICKLES, file))
                .toList();
        if (chosen.isEmpty()) {
            boolean pickles = all.stream().anyMatch(file -> matches(include, file) && matches(PICKLES, file));
            throw new HubException(listing.repository() + ": "
                    + (pickles
                            ? "only pickles are asked for, which can run code when they are read and are never fetched"
                            : "none of its " + all.size() + " files is asked for; look at --include and --exclude"));
        }
        return chosen;
    }

    private static boolean matches(List<PathMatcher> matchers, RemoteFile file) {
        Path path = Path.of(file.path());
        return matchers.stream().anyMatch(matcher -> matcher.matches(path));
    }

    private static String noSafetensors(RepositoryListing listing) {
        RepositoryId id = listing.repository();
        if (listing.files().stream().noneMatch(file -> matches(PICKLES, file))) {
            return id + ": has no safetensors, the only weights that Lockpick reads; look for the repository that this"
                    + " one was made from, or choose files with --include";
        }
        return id + ": has no safetensors, only pickles, which can run code when they are read. If you trust it,"
                + " Transformers fetches and converts it:\n"
                + "  python3 -c \"from transformers import AutoModelForCausalLM as M, AutoTokenizer as T; "
                + "a = dict(pretrained_model_name_or_path='" + id + "', revision='" + listing.commit() + "'); "
                + "f = 'models/" + id + "'; "
                + "M.from_pretrained(**a, torch_dtype='auto').save_pretrained(f); "
                + "T.from_pretrained(**a).save_pretrained(f)\"";
    }
}
