#ifndef FAULT_VFS_H
#define FAULT_VFS_H

#include <stdint.h>

// An enumeration of Swift's, with these cases and no others.
#define CLOSED __attribute__((enum_extensibility(closed)))

/// A file system for SQLite that fails, or loses power, at a chosen operation: over the system's own, for tests.
///
/// It is the default of the process once it is installed, and hands everything through but the files of the folders that
/// disks were begun for. Of these it counts the writes, truncations, syncs and deletions, and knows what was synced.

/// What happens at the chosen operation. What fails is half done.
typedef enum CLOSED FaultKind {
  /// Nothing: the operations are counted.
  FaultKindNone,
  /// It fails with an input/output error; those after it work.
  FaultKindOnce,
  /// From there on, writes fail, as they do on a full disk.
  FaultKindFull,
  /// The power goes: from there on, everything fails.
  FaultKindPower,
} FaultKind;

/// What becomes of that which was not synced, when a disk ends.
typedef enum CLOSED FaultLoss {
  /// It is there, as it is after the process was killed.
  FaultLossNothing,
  /// It is gone.
  FaultLossAll,
  /// Of each write each sector is there or not, by the disk's seed.
  FaultLossSome,
} FaultLoss;

typedef struct FaultDisk FaultDisk;

/// Makes the file system the default of this process. It may be called more than once, and from any thread.
/// Returns a result code of SQLite's.
int fault_install(void);

/// Begins a disk for the files below a folder. No file there may be open. Returns null where there is no such folder.
FaultDisk *fault_disk_begin(const char *folder, FaultKind kind, int64_t operation, FaultLoss loss, uint64_t seed);

/// How many operations there were.
int64_t fault_disk_operations(FaultDisk *disk);

/// Ends a disk: its files are left as a loss of power would leave them, and behave as any others. All must be closed.
/// Returns 0, or -1 where one is open or cannot be written.
int fault_disk_end(FaultDisk *disk);

#endif
