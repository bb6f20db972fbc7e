// A file of a disk is written through to the system's at once, so that its locks and the shared memory beside the
// write-ahead log work as ever. What it is after a loss of power is kept apart: the content of its last sync, and each
// change since then. All of it is under one lock; the memory is owned by the disk, which outlives its files' handles.

#include "FaultVFS.h"

#include <limits.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// What a disk writes whole or not at all.
enum { sector = 512 };

// A write, or a truncation where there are no bytes.
typedef struct Change {
  struct Change *next;
  int64_t offset;
  int length;
  unsigned char *bytes;
} Change;

typedef struct Content {
  unsigned char *bytes;
  int64_t length;
} Content;

typedef struct Image {
  struct Image *next;
  char *path;
  Content synced;
  Change *first, **last;
  // Whether the folder is known to name it, on the disk.
  bool is_named;
  // Whether it was deleted, and the folder may name it still.
  bool is_deleted;
} Image;

struct FaultDisk {
  FaultDisk *next;
  char folder[PATH_MAX];
  FaultKind kind;
  FaultLoss loss;
  int64_t fatal, operations;
  uint64_t random;
  int open_files;
  bool is_dead;
  Image *images;
};

typedef struct File {
  sqlite3_file head;
  FaultDisk *disk;
  Image *image;
  // Whether the next sync is one of the folder too: the system's does so once for each log or journal that is opened.
  bool syncs_folder;
  // The system's own, which lies behind this one in memory.
  sqlite3_file *system;
} File;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *system_vfs;
static FaultDisk *disks;

static void *allocate(size_t size) {
  void *memory = calloc(1, size > 0 ? size : 1);
  // Tests of their own would be needed to go on from here.
  if (memory == NULL) abort();
  return memory;
}

// MARK: What is on the disk

static void resize(Content *content, int64_t length) {
  if (length > content->length) {
    unsigned char *bytes = realloc(content->bytes, (size_t)length);
    if (bytes == NULL) abort();
    memset(bytes + content->length, 0, (size_t)(length - content->length));
    content->bytes = bytes;
  }
  content->length = length;
}

static void put(Content *content, const unsigned char *bytes, int64_t offset, int length) {
  if (offset + length > content->length) resize(content, offset + length);
  memcpy(content->bytes + offset, bytes, (size_t)length);
}

// SplitMix64: any seed will do.
static bool toss(FaultDisk *disk) {
  uint64_t value = disk->random += 0x9E3779B97F4A7C15u;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return (value ^ (value >> 31)) & 1;
}

static bool survives(FaultDisk *disk) {
  return disk->loss == FaultLossNothing || (disk->loss == FaultLossSome && toss(disk));
}

// Applies the changes since the last sync, or what of them survives, and forgets them.
static void apply(Image *image, FaultDisk *losing) {
  for (Change *change = image->first; change != NULL;) {
    if (change->bytes == NULL) {
      if (losing == NULL || survives(losing)) resize(&image->synced, change->offset);
    } else {
      for (int done = 0; done < change->length;) {
        int rest = sector - (int)((change->offset + done) % sector);
        int length = rest < change->length - done ? rest : change->length - done;
        if (losing == NULL || survives(losing))
          put(&image->synced, change->bytes + done, change->offset + done, length);
        done += length;
      }
    }
    Change *next = change->next;
    free(change->bytes);
    free(change);
    change = next;
  }
  image->first = NULL;
  image->last = &image->first;
}

static void note(Image *image, const void *bytes, int64_t offset, int length) {
  Change *change = allocate(sizeof(Change));
  change->offset = offset;
  if (bytes != NULL) {
    change->length = length;
    change->bytes = allocate((size_t)length);
    memcpy(change->bytes, bytes, (size_t)length);
  }
  *image->last = change;
  image->last = &change->next;
}

static Image *find(FaultDisk *disk, const char *path) {
  Image *image = disk->images;
  while (image != NULL && strcmp(image->path, path) != 0) image = image->next;
  return image;
}

static bool read_whole(const char *path, Content *content) {
  FILE *stream = fopen(path, "rb");
  if (stream == NULL) return false;
  unsigned char buffer[65536];
  size_t count;
  while ((count = fread(buffer, 1, sizeof buffer, stream)) > 0) put(content, buffer, content->length, (int)count);
  return fclose(stream) == 0;
}

static bool write_whole(const char *path, const Content *content) {
  FILE *stream = fopen(path, "wb");
  if (stream == NULL) return false;
  bool is_written = fwrite(content->bytes, 1, (size_t)content->length, stream) == (size_t)content->length;
  return fclose(stream) == 0 && is_written;
}

// The file at a path that is about to be opened: what the disk knows of it, else what there is.
static Image *look_up(FaultDisk *disk, const char *path) {
  Image *image = find(disk, path);
  if (image == NULL) {
    image = allocate(sizeof(Image));
    image->path = strdup(path);
    if (image->path == NULL) abort();
    image->last = &image->first;
    image->is_named = read_whole(path, &image->synced);
    image->next = disk->images;
    disk->images = image;
  } else if (image->is_deleted) {
    // A new file under the same name; that the former one could come back is left out.
    apply(image, NULL);
    resize(&image->synced, 0);
    image->is_deleted = image->is_named = false;
  }
  return image;
}

// MARK: Operations

static FaultDisk *disk_of(const char *path) {
  FaultDisk *disk = disks;
  while (disk != NULL && strncmp(path, disk->folder, strlen(disk->folder)) != 0) disk = disk->next;
  return disk;
}

typedef enum Fate { works, fails, is_full } Fate;

// Counts an operation, and says what becomes of it.
static Fate next_operation(FaultDisk *disk, bool is_write) {
  if (disk->is_dead) return fails;
  int64_t number = ++disk->operations;
  switch (disk->kind) {
  case FaultKindNone: return works;
  case FaultKindOnce: return number == disk->fatal ? fails : works;
  case FaultKindFull: return is_write && number >= disk->fatal ? is_full : works;
  case FaultKindPower:
    disk->is_dead = number == disk->fatal;
    return disk->is_dead ? fails : works;
  }
  return works;
}

static int write_file(sqlite3_file *head, const void *bytes, int length, sqlite3_int64 offset) {
  File *file = (File *)head;
  pthread_mutex_lock(&mutex);
  bool was_dead = file->disk->is_dead;
  Fate fate = next_operation(file->disk, true);
  int part = fate == works ? length : was_dead ? 0 : length / 2;
  int code = SQLITE_OK;
  if (part > 0) {
    code = file->system->pMethods->xWrite(file->system, bytes, part, offset);
    if (code == SQLITE_OK) note(file->image, bytes, offset, part);
  }
  pthread_mutex_unlock(&mutex);
  if (fate == is_full) return SQLITE_FULL;
  return fate == fails ? SQLITE_IOERR_WRITE : code;
}

static int truncate_file(sqlite3_file *head, sqlite3_int64 length) {
  File *file = (File *)head;
  pthread_mutex_lock(&mutex);
  int code = SQLITE_IOERR_TRUNCATE;
  if (next_operation(file->disk, false) == works) {
    code = file->system->pMethods->xTruncate(file->system, length);
    if (code == SQLITE_OK) note(file->image, NULL, length, 0);
  }
  pthread_mutex_unlock(&mutex);
  return code;
}

static int sync_file(sqlite3_file *head, int flags) {
  File *file = (File *)head;
  pthread_mutex_lock(&mutex);
  int code = SQLITE_IOERR_FSYNC;
  // The system's own is not asked: no power is lost.
  (void)flags;
  if (next_operation(file->disk, false) == works) {
    apply(file->image, NULL);
    if (file->syncs_folder) {
      for (Image *image = file->disk->images; image != NULL; image = image->next)
        image->is_named = !image->is_deleted;
      file->syncs_folder = false;
    }
    code = SQLITE_OK;
  }
  pthread_mutex_unlock(&mutex);
  return code;
}

static int read_file(sqlite3_file *head, void *bytes, int length, sqlite3_int64 offset) {
  File *file = (File *)head;
  pthread_mutex_lock(&mutex);
  bool is_dead = file->disk->is_dead;
  pthread_mutex_unlock(&mutex);
  return is_dead ? SQLITE_IOERR_READ : file->system->pMethods->xRead(file->system, bytes, length, offset);
}

static int close_file(sqlite3_file *head) {
  File *file = (File *)head;
  int code = file->system->pMethods->xClose(file->system);
  pthread_mutex_lock(&mutex);
  file->disk->open_files--;
  pthread_mutex_unlock(&mutex);
  return code;
}

// The rest is the system's.

static sqlite3_file *system_file(sqlite3_file *head) { return ((File *)head)->system; }

static int file_size(sqlite3_file *head, sqlite3_int64 *size) {
  return system_file(head)->pMethods->xFileSize(system_file(head), size);
}
static int lock_file(sqlite3_file *head, int level) {
  return system_file(head)->pMethods->xLock(system_file(head), level);
}
static int unlock_file(sqlite3_file *head, int level) {
  return system_file(head)->pMethods->xUnlock(system_file(head), level);
}
static int check_reserved_lock(sqlite3_file *head, int *result) {
  return system_file(head)->pMethods->xCheckReservedLock(system_file(head), result);
}
static int file_control(sqlite3_file *head, int operation, void *argument) {
  return system_file(head)->pMethods->xFileControl(system_file(head), operation, argument);
}
static int sector_size(sqlite3_file *head) { return system_file(head)->pMethods->xSectorSize(system_file(head)); }
static int device_characteristics(sqlite3_file *head) {
  return system_file(head)->pMethods->xDeviceCharacteristics(system_file(head));
}
static int map_memory(sqlite3_file *head, int region, int size, int extends, void volatile **memory) {
  return system_file(head)->pMethods->xShmMap(system_file(head), region, size, extends, memory);
}
static int lock_memory(sqlite3_file *head, int offset, int count, int flags) {
  return system_file(head)->pMethods->xShmLock(system_file(head), offset, count, flags);
}
static void memory_barrier(sqlite3_file *head) { system_file(head)->pMethods->xShmBarrier(system_file(head)); }
static int unmap_memory(sqlite3_file *head, int deletes) {
  return system_file(head)->pMethods->xShmUnmap(system_file(head), deletes);
}

// The second version of the methods has shared memory for the write-ahead log, and no mapped pages, which would be
// written past this file.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = device_characteristics,
    .xShmMap = map_memory,
    .xShmLock = lock_memory,
    .xShmBarrier = memory_barrier,
    .xShmUnmap = unmap_memory,
};

// MARK: The file system

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *head, int flags, int *out) {
  (void)vfs;
  pthread_mutex_lock(&mutex);
  FaultDisk *disk = path != NULL ? disk_of(path) : NULL;
  if (disk == NULL) {
    pthread_mutex_unlock(&mutex);
    return system_vfs->xOpen(system_vfs, path, head, flags, out);
  }
  File *file = (File *)head;
  memset(file, 0, sizeof(File));
  int code = SQLITE_CANTOPEN;
  if (!disk->is_dead) {
    Image *image = look_up(disk, path);
    sqlite3_file *system = (sqlite3_file *)(file + 1);
    memset(system, 0, (size_t)system_vfs->szOsFile);
    code = system_vfs->xOpen(system_vfs, path, system, flags, out);
    if (code == SQLITE_OK) {
      file->disk = disk;
      file->image = image;
      file->system = system;
      int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
      file->syncs_folder = (flags & SQLITE_OPEN_CREATE) && (flags & journals);
      // SQLite closes what has methods, and nothing else.
      file->head.pMethods = &methods;
      disk->open_files++;
    }
  }
  pthread_mutex_unlock(&mutex);
  return code;
}

static int delete_file(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
  (void)vfs;
  pthread_mutex_lock(&mutex);
  FaultDisk *disk = disk_of(path);
  int code = SQLITE_IOERR_DELETE;
  if (disk == NULL || next_operation(disk, false) == works) {
    code = system_vfs->xDelete(system_vfs, path, syncs_folder);
    Image *image = disk != NULL && code == SQLITE_OK ? find(disk, path) : NULL;
    if (image != NULL) {
      image->is_deleted = true;
      if (syncs_folder) image->is_named = false;
    }
  }
  pthread_mutex_unlock(&mutex);
  return code;
}

int fault_install(void) {
  static sqlite3_vfs vfs;
  int code = sqlite3_initialize();
  pthread_mutex_lock(&mutex);
  if (code == SQLITE_OK && system_vfs == NULL) {
    system_vfs = sqlite3_vfs_find(NULL);
    vfs = *system_vfs;
    vfs.pNext = NULL;
    vfs.zName = "fault";
    vfs.szOsFile = (int)sizeof(File) + system_vfs->szOsFile;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    code = sqlite3_vfs_register(&vfs, 1);
  }
  pthread_mutex_unlock(&mutex);
  return code;
}

// MARK: Disks

FaultDisk *fault_disk_begin(const char *folder, FaultKind kind, int64_t operation, FaultLoss loss, uint64_t seed) {
  FaultDisk *disk = allocate(sizeof(FaultDisk));
  // Room for the slash.
  if (realpath(folder, disk->folder) == NULL || strlen(disk->folder) + 2 > sizeof disk->folder) {
    free(disk);
    return NULL;
  }
  strcat(disk->folder, "/");
  disk->kind = kind;
  disk->fatal = operation;
  disk->loss = loss;
  disk->random = seed;
  pthread_mutex_lock(&mutex);
  disk->next = disks;
  disks = disk;
  pthread_mutex_unlock(&mutex);
  return disk;
}

int64_t fault_disk_operations(FaultDisk *disk) {
  pthread_mutex_lock(&mutex);
  int64_t operations = disk->operations;
  pthread_mutex_unlock(&mutex);
  return operations;
}

// Leaves a file as it is after the loss of power.
static bool leave(Image *image, FaultDisk *disk) {
  apply(image, disk);
  bool is_there = image->is_deleted ? image->is_named && !survives(disk) : image->is_named || survives(disk);
  if (is_there) return write_whole(image->path, &image->synced);
  struct stat status;
  return stat(image->path, &status) != 0 || unlink(image->path) == 0;
}

int fault_disk_end(FaultDisk *disk) {
  pthread_mutex_lock(&mutex);
  int code = -1;
  if (disk->open_files == 0) {
    FaultDisk **place = &disks;
    while (*place != disk) place = &(*place)->next;
    *place = disk->next;
    code = 0;
    for (Image *image = disk->images; image != NULL;) {
      if (!leave(image, disk)) code = -1;
      // The index of a write-ahead log is memory that is shared, and goes with the power.
      char index[PATH_MAX];
      if (snprintf(index, sizeof index, "%s-shm", image->path) < (int)sizeof index) unlink(index);
      Image *next = image->next;
      free(image->synced.bytes);
      free(image->path);
      free(image);
      image = next;
    }
    free(disk);
  }
  pthread_mutex_unlock(&mutex);
  return code;
}
