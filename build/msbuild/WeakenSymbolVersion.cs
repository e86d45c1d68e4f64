using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Marks one needed symbol version of an ELF64 library as weak, so that a system without that version loads it. TorchSharp 0.107's
/// libLibTorchSharp.so names GLIBCXX_3.4.32 only for the marker _ZSt21ios_base_library_initv, which no relocation uses; Debian 12 and
/// Ubuntu 22.04 end at 3.4.30. Layout: System V gABI and the LSB's "Symbol Versioning" (Elf64_Verneed, Elf64_Vernaux).
/// </summary>
public class WeakenSymbolVersion : Task
{
    private const uint VersionNeededSection = 0x6ffffffe;
    private const ushort WeakFlag = 2;

    [Required]
    public string Library { get; set; }

    [Required]
    public string SymbolVersion { get; set; }

    /// <summary>Libraries that may define the version; the first that exists decides. None: the system's are not looked at.</summary>
    public string[] Providers { get; set; }

    public override bool Execute()
    {
        string provider = (Providers ?? new string[0]).FirstOrDefault(File.Exists);
        if (provider != null && Contains(File.ReadAllBytes(provider), Encoding.ASCII.GetBytes(SymbolVersion + "\0")))
        {
            Log.LogMessage(MessageImportance.Low, "{0} has {1}; {2} stays as it is.", provider, SymbolVersion, Library);
            return true;
        }

        byte[] elf = File.ReadAllBytes(Library);
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
        {
            Log.LogError("{0} is not a little-endian ELF64 file, so {1} can't be marked as weak in it.", Library, SymbolVersion);
            return false;
        }

        if (Weaken(elf) > 0)
        {
            Replace(elf);
            Log.LogMessage(MessageImportance.Normal, "Marked {0} as weak in {1}.", SymbolVersion, Library);
        }

        return true;
    }

    private int Weaken(byte[] elf)
    {
        long sections = BitConverter.ToInt64(elf, 0x28);
        int sectionSize = BitConverter.ToUInt16(elf, 0x3a);
        int sectionCount = BitConverter.ToUInt16(elf, 0x3c);
        int changed = 0;
        for (int i = 0; i < sectionCount; i++)
        {
            long section = sections + ((long)i * sectionSize);
            if (BitConverter.ToUInt32(elf, (int)section + 4) == VersionNeededSection)
            {
                long names = sections + (BitConverter.ToUInt32(elf, (int)section + 40) * (long)sectionSize);
                changed += WeakenIn(elf, Offset(elf, section), BitConverter.ToUInt32(elf, (int)section + 44), Offset(elf, names));
            }
        }

        return changed;
    }

    private int WeakenIn(byte[] elf, int need, uint needCount, int names)
    {
        int changed = 0;
        for (uint n = 0; n < needCount; n++)
        {
            int auxiliary = need + (int)BitConverter.ToUInt32(elf, need + 8);
            int auxiliaryCount = BitConverter.ToUInt16(elf, need + 2);
            for (int a = 0; a < auxiliaryCount; a++)
            {
                ushort flags = BitConverter.ToUInt16(elf, auxiliary + 4);
                if ((flags & WeakFlag) == 0 && NameAt(elf, names + (int)BitConverter.ToUInt32(elf, auxiliary + 8)) == SymbolVersion)
                {
                    BitConverter.GetBytes((ushort)(flags | WeakFlag)).CopyTo(elf, auxiliary + 4);
                    changed++;
                }

                auxiliary += (int)BitConverter.ToUInt32(elf, auxiliary + 12);
            }

            need += (int)BitConverter.ToUInt32(elf, need + 12);
        }

        return changed;
    }

    /// <summary>By rename, since the file may be a hard link into the package cache; with its old time, so that the next build need not copy it again.</summary>
    private void Replace(byte[] elf)
    {
        DateTime written = File.GetLastWriteTimeUtc(Library);
        string temporary = Library + ".weak";
        File.WriteAllBytes(temporary, elf);
        File.SetLastWriteTimeUtc(temporary, written);
        File.Delete(Library);
        File.Move(temporary, Library);
    }

    private static int Offset(byte[] elf, long section)
    {
        return (int)BitConverter.ToInt64(elf, (int)section + 24);
    }

    private static string NameAt(byte[] elf, int at)
    {
        return Encoding.ASCII.GetString(elf, at, Array.IndexOf(elf, (byte)0, at) - at);
    }

    private static bool Contains(byte[] bytes, byte[] wanted)
    {
        for (int at = Array.IndexOf(bytes, wanted[0]); at >= 0 && at <= bytes.Length - wanted.Length; at = Array.IndexOf(bytes, wanted[0], at + 1))
        {
            int matched = 1;
            while (matched < wanted.Length && bytes[at + matched] == wanted[matched])
            {
                matched++;
            }

            if (matched == wanted.Length)
            {
                return true;
            }
        }

        return false;
    }
}
