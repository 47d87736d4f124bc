namespace XenGuestTools.Build.Drivers;

/// <summary>Changes folders of the store and the record of them together: all of it, or nothing when a step fails.</summary>
internal static class StoreChange
{
    /// <param name="folders">By name in the store: the folder to put there, or null for none.</param>
    /// <param name="scratch">On the same volume; gets the folders that were replaced.</param>
    /// <param name="record">The last step.</param>
    public static void Apply(string store, IReadOnlyDictionary<string, string?> folders, string scratch, Action record)
    {
        Stack<(string From, string To)> done = new();
        Directory.CreateDirectory(store);
        try
        {
            foreach (var (name, next) in folders)
            {
                var place = Path.Combine(store, name);
                if (Directory.Exists(place))
                {
                    Move(place, Path.Combine(scratch, "replaced-" + name));
                }

                if (next is not null)
                {
                    Move(next, place);
                }
            }

            record();
        }
        catch
        {
            while (done.TryPop(out var move))
            {
                Directory.Move(move.To, move.From);
            }

            throw;
        }

        void Move(string from, string to)
        {
            Directory.Move(from, to);
            done.Push((from, to));
        }
    }
}
